import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { discardForm, putAside, unsavedForm, unsavedName, useLeaving } from './form-store.ts';

/** Asked once before unsaved work is left for another patient; names both. */
export function LeaveDialog() {
  const { t } = useTranslation();
  const leaving = useLeaving((state) => state.leaving);
  const form = unsavedForm();
  if (leaving === null || form === null) return null;
  const stay = () => useLeaving.setState({ leaving: null });
  const discard = () => {
    stay();
    discardForm();
    leaving.go();
  };
  const keep = async () => {
    const kept = await putAside();
    stay();
    if (kept) leaving.go();
  };
  const from = unsavedName(form) || t('form.somebodyNew');
  const to = leaving.name ?? t('form.somebodyElse');
  return (
    <Modal opened onClose={stay} title={t('form.leaveTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <p>{t('form.leaveWords', { from, to })}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={discard}>
            {t('form.leaveDiscard')}
          </Button>
          <Button variant="default" onClick={stay}>
            {t('form.leaveStay')}
          </Button>
          <Button data-autofocus onClick={() => void keep()}>
            {t('form.leaveKeep')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
