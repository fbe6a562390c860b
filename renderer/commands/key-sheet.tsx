import { Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, COMMANDS, mayCommand } from '../../shared/commands.ts';
import { language } from '../i18n/i18n.ts';
import { useSession } from '../workspace/session.tsx';
import { useCommand } from './handlers.ts';
import { KeyCaps } from './key-caps.tsx';

const SCOPES = ['everywhere', 'patient', 'office', 'form', 'list'] as const;

/** F1: every key this person can use, where it counts. */
export function KeySheet() {
  const { t } = useTranslation();
  const { status, preferences } = useSession();
  const [open, setOpen] = useState(false);
  useCommand('help.shortcuts', () => setOpen(true));
  const mine = COMMAND_IDS.filter((id) => mayCommand(status.role, id)).flatMap((id) => {
    const { shortcut, scope, ...label } = COMMANDS[id];
    return shortcut === null ? [] : [{ id, shortcut, scope, label: label[language()] }];
  });
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={t('parts.keysTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {SCOPES.map((scope) => {
        const lines = mine.filter((line) => line.scope === scope);
        if (lines.length === 0) return null;
        return (
          <Table key={scope} withRowBorders={false} verticalSpacing={2} captionSide="top">
            <caption style={{ textAlign: 'start', fontWeight: 600 }}>{t(`parts.keysScope.${scope}`)}</caption>
            <tbody>
              {lines.map(({ id, label, shortcut }) => (
                <tr key={id}>
                  <td>{label}</td>
                  <td style={{ textAlign: 'end' }}>
                    <KeyCaps shortcut={shortcut} />
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
