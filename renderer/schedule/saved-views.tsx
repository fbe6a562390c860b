import { Button, Checkbox, Modal, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { COMMANDS } from '../../shared/commands.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { SAVED_VIEW_KEYS, type SavedView } from '../../shared/operations/settings.ts';
import { useCommand } from '../commands/handlers.ts';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useKept, useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './schedule.module.css';
import { VIEWS } from './view-range.ts';

/** How the schedule is looked at: as what, whose columns (nobody's is everybody's), how close. */
const looks = z.strictObject({
  view: z.enum(VIEWS),
  providerIds: z.array(z.uuid()).max(60),
  density: z.enum(['compact', 'comfortable']),
});
export type Looks = z.infer<typeof looks>;

const typedName = z.string().max(40);

const USUAL: Looks = { view: 'day', providerIds: [], density: 'comfortable' };

export const useLooks = () => useKept<Looks>('schedule.looks', looks, USUAL);

/** The key of a kept view, as it stands on the key cap. */
const capOf = (key: SavedView['key']): string => COMMANDS[`schedule.view-${key}`].shortcut;

/** One key: shows the view that is kept under it. */
function ViewKey({ viewKey, show }: { readonly viewKey: SavedView['key']; readonly show: (view: SavedView) => void }) {
  const { preferences } = useSession();
  const saved = preferences.scheduleViews.find(({ key }) => key === viewKey);
  useCommand(`schedule.view-${viewKey}`, () => saved !== undefined && show(saved), { enabled: saved !== undefined });
  return null;
}

interface SavedViewsProps {
  readonly setup: ScheduleSetup;
  readonly looks: Looks;
  readonly setLooks: (looks: Looks) => void;
  /** Whose week or list is shown. */
  readonly providerId: string | null;
  readonly setProvider: (providerId: string | null) => void;
}

/** Whose columns are shown and how close, and the views a person keeps under their keys. */
export function SavedViews({ setup, looks: now, setLooks, providerId: shown, setProvider }: SavedViewsProps) {
  const { t } = useTranslation();
  const { preferences, prefer } = useSession();
  const { scheduleViews } = preferences;
  const [open, setOpen] = useState(false);
  const [kept, setName] = useKeptForm('view-name', typedName);
  const name = kept ?? '';
  const free = SAVED_VIEW_KEYS.find((key) => !scheduleViews.some((one) => one.key === key)) ?? SAVED_VIEW_KEYS[0];
  const [chosen, choose] = useState<SavedView['key'] | null>(null);
  const key = chosen ?? free;
  const show = ({ view, providerIds, density }: SavedView) => {
    setOpen(false);
    setLooks({ ...now, view, density, ...(view === 'day' ? { providerIds } : {}) });
    if (view !== 'day') setProvider(providerIds[0] ?? null);
  };
  const keep = () => {
    if (name.trim() === '') return;
    const others = scheduleViews.filter((one) => one.key !== key);
    void prefer({
      scheduleViews: [
        ...others,
        { ...now, ...(now.view === 'day' ? {} : { providerIds: shown === null ? [] : [shown] }), key, name: name.trim() },
      ],
    });
    setName(null);
    choose(null);
  };
  const providers = setup.providers.filter(({ active }) => active);
  return (
    <>
      {SAVED_VIEW_KEYS.map((one) => (
        <ViewKey key={one} viewKey={one} show={show} />
      ))}
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('schedule.views')}
      </Button>
      {open ? (
        <Modal
          data-region="views"
          opened
          onClose={() => setOpen(false)}
          title={t('schedule.views')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Form className={styles['form']} onSend={keep}>
            <fieldset className={styles['seek']}>
              <legend>{t('schedule.whoseColumns')}</legend>
              {providers.map(({ providerId, name: called }) => (
                <Checkbox
                  key={providerId}
                  label={called}
                  checked={now.providerIds.length === 0 || now.providerIds.includes(providerId)}
                  onChange={({ currentTarget }) => {
                    const before = now.providerIds.length === 0 ? providers.map((one) => one.providerId) : now.providerIds;
                    const after = currentTarget.checked ? [...before, providerId] : before.filter((one) => one !== providerId);
                    setLooks({ ...now, providerIds: after.length === providers.length ? [] : after });
                  }}
                />
              ))}
            </fieldset>
            <SegmentedControl
              aria-label={t('settings.preferences.density')}
              data={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`settings.preferences.densities.${value}`) }))}
              value={now.density}
              onChange={(density) => setLooks({ ...now, density: density === 'compact' ? 'compact' : 'comfortable' })}
            />
            <div className={styles['fields']}>
              <TextField name="view-name" label={t('schedule.viewName')} maxLength={40} value={name} onChange={setName} />
              <NativeSelect
                name="view-key"
                label={t('schedule.viewKey')}
                data={SAVED_VIEW_KEYS.map((one) => ({ value: one, label: capOf(one) }))}
                value={key}
                onChange={({ currentTarget }) => choose(SAVED_VIEW_KEYS.find((one) => one === currentTarget.value) ?? null)}
              />
            </div>
            <div className={styles['actions']}>
              <Button type="submit">{t('schedule.keepView')}</Button>
            </div>
            <ul className={styles['picks']}>
              {SAVED_VIEW_KEYS.flatMap((one) => scheduleViews.filter((saved) => saved.key === one)).map((saved) => (
                <li key={saved.key} className={styles['steps']}>
                  <Button size="compact-sm" variant="default" onClick={() => show(saved)}>
                    {capOf(saved.key)}: {saved.name}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('schedule.unblock', { what: saved.name })}
                    onClick={() => void prefer({ scheduleViews: scheduleViews.filter(({ key: other }) => other !== saved.key) })}
                  >
                    {t('schedule.takeAway')}
                  </Button>
                </li>
              ))}
            </ul>
          </Form>
        </Modal>
      ) : null}
    </>
  );
}
