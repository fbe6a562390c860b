import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { COMMANDS, isCommandId } from '../../shared/commands.ts';
import { language } from '../i18n/i18n.ts';
import { useEarlyEnter } from '../ui/early-enter.ts';
import { sayName } from '../ui/name.ts';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useFound } from './found.ts';
import { giveCommand, useCommand } from './handlers.ts';
import { HitLine } from './hit-line.tsx';
import { KeyCaps } from './key-caps.tsx';
import styles from './search-box.module.css';

const PATIENT = 'patient:';
const NEW_PATIENT = 'new';
const text = z.string().max(200);

/** The front door: Ctrl+K from anywhere, the focus after unlock. Answers patients first, then commands, and offers to register whom it did not find. */
export function SearchBox() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [typed, setTyped] = useKept('search.typed', text, '');
  const found = useFound(typed);
  const box = useRef<HTMLInputElement>(null);
  const combobox = useCombobox();
  const offersNew = found.inVain && may('patient.register');
  const anything = found.hits.length + found.commands.length > 0 || found.inVain;

  useCommand('search.focus', () => {
    box.current?.focus();
    box.current?.select();
  });
  useEffect(() => box.current?.focus(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer chooses its first line; while one is on its way none is chosen, so Enter opens nobody unseen
  useEffect(() => {
    if (found.fresh && anything) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  }, [found.fresh, anything, typed]);

  // the line that Enter would open is said aloud before it can be opened
  const [first] = found.hits;
  const said =
    !found.fresh || typed === ''
      ? ''
      : first === undefined
        ? found.inVain
          ? t('shell.nobody')
          : ''
        : t('shell.hits', { count: found.hits.length, first: sayName(first) });

  const choose = (value: string) => {
    combobox.closeDropdown();
    setTyped('');
    const hit = found.hits.find(({ patientId }) => `${PATIENT}${patientId}` === value);
    if (hit !== undefined) useUi.getState().openPatient(hit.patientId, sayName(hit));
    else if (value === NEW_PATIENT) useUi.getState().beginPatient(typed.trim());
    else if (isCommandId(value)) giveCommand(value);
  };

  const shown = { fresh: found.fresh, first: first?.patientId ?? null, alone: found.hits.length === 1 && !found.forgivingTypos };
  const strikeEarly = useEarlyEnter(typed, shown, (id) => choose(`${PATIENT}${id}`));

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} position="bottom-start" offset={4} width={760}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={box}
          className={styles['box']}
          role="combobox"
          aria-label={t('shell.search')}
          placeholder={t('shell.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={<KeyCaps shortcut={COMMANDS['search.focus'].shortcut} />}
          rightSectionWidth={72}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => typed !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            // between the hits and the choice among them Enter is as early as before the hits
            if (event.key === 'Enter' && !found.fresh) strikeEarly(first?.patientId ?? null);
            else if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) strikeEarly(null);
            if (event.key !== 'Escape' || typed === '') return;
            event.stopPropagation();
            setTyped('');
            combobox.closeDropdown();
          }}
        />
      </Combobox.Target>
      <div className="visually-hidden" role="status">
        {said}
      </div>
      <Combobox.Dropdown className={styles['dropdown']} hidden={!anything}>
        {found.forgivingTypos && found.hits.length > 0 ? <div className={styles['note']}>{t('shell.forgiving')}</div> : null}
        <Combobox.Options aria-label={t('shell.search')} aria-busy={!found.fresh} mah={420} style={{ overflowY: 'auto' }}>
          {found.hits.map((hit) => (
            <Combobox.Option key={hit.patientId} value={`${PATIENT}${hit.patientId}`}>
              <HitLine hit={hit} />
            </Combobox.Option>
          ))}
          {offersNew ? <Combobox.Option value={NEW_PATIENT}>{t('shell.registerTyped', { typed: typed.trim() })}</Combobox.Option> : null}
          {found.commands.map((id) => (
            <Combobox.Option key={id} value={id}>
              <span className={styles['command']}>
                <span>{COMMANDS[id][language()]}</span>
                {COMMANDS[id].shortcut === null ? null : <KeyCaps shortcut={COMMANDS[id].shortcut} />}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {found.inVain && !offersNew ? <div className={styles['note']}>{t('shell.nobody')}</div> : null}
        {found.more ? <div className={styles['note']}>{t('shell.moreHits')}</div> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
}
