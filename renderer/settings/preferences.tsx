import { Checkbox, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../workspace/session.tsx';
import styles from './settings.module.css';

const THEMES = ['system', 'light', 'dark', 'high-contrast'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;
const LANGUAGES = [
  { id: 'en', label: 'English' },
  { id: 'es', label: 'Español' },
] as const;

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string }[];
  readonly onChoose: (choice: T) => void;
}

function Choice<T extends string>({ label, value, choices, onChoose }: ChoiceProps<T>) {
  const choose = (text: string) => {
    const choice = choices.find(({ id }) => id === text);
    if (choice !== undefined) onChoose(choice.id);
  };
  return (
    <Radio.Group label={label} value={value} onChange={choose}>
      <Stack gap="sm" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} label={choice.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Language, colors, rows and single keys: at once, and kept for the next sign-in. */
export function PersonalPreferences() {
  const { t } = useTranslation();
  const { preferences, prefer } = useSession();
  return (
    <div className={`${styles['column']} ${styles['narrow']}`}>
      <p className={styles['dim']}>{t('settings.preferences.lead')}</p>
      <Choice
        label={t('settings.preferences.language')}
        value={preferences.language}
        choices={LANGUAGES}
        onChoose={(language) => void prefer({ language })}
      />
      <Choice
        label={t('settings.preferences.theme')}
        value={preferences.theme}
        choices={THEMES.map((id) => ({ id, label: t(`settings.preferences.themes.${id}`) }))}
        onChoose={(theme) => void prefer({ theme })}
      />
      <Choice
        label={t('settings.preferences.density')}
        value={preferences.density}
        choices={DENSITIES.map((id) => ({ id, label: t(`settings.preferences.densities.${id}`) }))}
        onChoose={(density) => void prefer({ density })}
      />
      <Checkbox
        label={t('settings.preferences.singleKeys')}
        description={t('settings.preferences.singleKeysHelp')}
        checked={preferences.singleKeys}
        onChange={(event) => void prefer({ singleKeys: event.currentTarget.checked })}
      />
    </div>
  );
}
