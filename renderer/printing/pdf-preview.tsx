import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './printing.module.css';

interface PdfPreviewProps {
  /** In base64. */
  readonly pdf: string;
  readonly pages: number;
}

/** So many pages are drawn: who looks at a long list looks at its beginning. */
const SHOWN = 20;

/** The pages as they will come out. They are pictures in this page's memory and end with it. */
export function PdfPreview({ pdf, pages }: PdfPreviewProps) {
  const { t } = useTranslation();
  const holder = useRef<HTMLElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let over = false;
    let end = (): void => undefined;
    const draw = async (): Promise<void> => {
      const { openPdf } = await import('./pdf.ts');
      const document = await openPdf(Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0)));
      end = () => void document.loadingTask.destroy();
      const drawn: HTMLCanvasElement[] = [];
      for (let number = 1; number <= Math.min(pages, SHOWN) && !over; number += 1) {
        const page = await document.getPage(number);
        const width = Math.max(320, (holder.current?.clientWidth ?? 480) - 4);
        const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * window.devicePixelRatio });
        const canvas = window.document.createElement('canvas');
        canvas.width = Math.ceil(viewport.width);
        canvas.height = Math.ceil(viewport.height);
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', t('printing.pageOf', { page: number, of: pages }));
        await page.render({ canvas, viewport }).promise;
        drawn.push(canvas);
      }
      if (!over) holder.current?.replaceChildren(...drawn);
    };
    draw().catch(() => {
      if (!over) setFailed(true);
    });
    return () => {
      over = true;
      end();
    };
  }, [pdf, pages, t]);
  return (
    <>
      {failed ? <p role="alert">{t('printing.noPreview')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long print is scrolled by keyboard too */}
      <section ref={holder} className={styles['pages']} aria-label={t('printing.preview')} tabIndex={0} data-testid="print-preview" />
      {pages > SHOWN ? <p className={styles['dim']}>{t('printing.moreUnseen', { shown: SHOWN, count: pages })}</p> : null}
    </>
  );
}
