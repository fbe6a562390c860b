/**
 * What has to hold before anything else of a page runs; each page imports this first.
 *
 * - no text becomes markup: the one Trusted Types policy refuses every string with a `<` in it and makes no script;
 * - the nonce of this response is known to those who insert a style sheet.
 */
import { setNonce } from 'get-nonce';

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}
declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

window.trustedTypes?.createPolicy('default', {
  createHTML: (text) => {
    if (text.includes('<')) throw new TypeError('no markup from text');
    return text;
  },
});

/** The nonce for style sheets made at run time, from the response's own header. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(styleNonce);
