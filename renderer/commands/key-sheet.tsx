import { Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, COMMANDS, mayCommand } from '../../shared/commands.ts';
import { language } from '../i18n/i18n.ts';
import { useSession } from '../workspace/session.tsx';
import { useCommand } from './handlers.ts';
import { KeyCaps } from './key-caps.tsx';

const SCOPES = ['everywhere', 'patient', 'form', 'list'] as const;

/** F1: every key this person can use, where it counts. */
export function KeySheet() {
  const { t } = useTranslation();
  const { status, preferences } = useSession();
  const [open, setOpen] = useState(false);
  useCommand('help.shortcuts', () => setOpen(true));
  const mine = COMMAND_IDS.filter((id) => mayCommand(status.role, id));
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={t('parts.keysTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {SCOPES.map((scope) => {
        const ids = mine.filter((id) => COMMANDS[id].scope === scope);
        if (ids.length === 0) return null;
        return (
          <Table key={scope} withRowBorders={false} verticalSpacing={2} captionSide="top">
            <caption style={{ textAlign: 'start', fontWeight: 600 }}>{t(`parts.keysScope.${scope}`)}</caption>
            <tbody>
              {ids.map((id) => (
                <tr key={id}>
                  <td>{COMMANDS[id][language()]}</td>
                  <td style={{ textAlign: 'end' }}>
                    <KeyCaps shortcut={COMMANDS[id].shortcut} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        );
      })}
      {preferences.singleKeys ? null : <p>{t('parts.singleKeysOff')}</p>}
    </Modal>
  );
}
