import { useTranslation } from 'react-i18next';
import { fieldId } from './field-input.tsx';
import { fieldName } from './field-words.ts';
import styles from './form.module.css';
import type { Problem } from './form-check.ts';
import { isListName } from './list-fields.ts';

interface Props {
  readonly problems: readonly Problem[];
  readonly failure: string | null;
}

/** What keeps the form from being saved: takes the focus, says that nothing was lost, and leads to each field. */
export function FormErrors({ problems, failure }: Props) {
  const { t } = useTranslation();
  const nameOf = (path: string): string => {
    const [list = '', at = '', field = ''] = path.split('.');
    if (!isListName(list) || field === '') return fieldName(t, path);
    return `${t(`form.entry.${list}`, { number: Number(at) + 1 })}: ${t(`lists.${field}`, { defaultValue: field })}`;
  };
  const shown = problems.length > 0 || failure !== null;
  return (
    <section id="form-errors" tabIndex={-1} role="alert" className={shown ? styles['errors'] : undefined}>
      {shown ? (
        <>
          <strong>{problems.length > 0 ? t('common.checkFields', { count: problems.length }) : failure}</strong>
          <p>
            {t('common.notSaved')} {t('common.keptAsDraft')}
          </p>
          <ul>
            {problems.map(({ path, code }) => (
              <li key={`${path} ${code}`}>
                <button type="button" className={styles['jump']} onClick={() => document.getElementById(fieldId(path))?.focus()}>
                  {nameOf(path)}: {t(`form.problem.${code}`)}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
