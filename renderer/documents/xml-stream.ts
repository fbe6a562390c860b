/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';
import { Unreadable } from './table.ts';

export interface XmlHandler {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const PIECE = 1024 * 1024;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const ASTRAL = /&#(?:(\d{5,})|x([0-9a-f]{5,}));/gi;

/** saxen gives a letter by number 16 bits, so those beyond are put in before it; a number that is no letter becomes U+FFFD. */
const withAstral = (text: string): string =>
  text.includes('&#')
    ? text.replace(ASTRAL, (whole, decimal: string | undefined, hex: string | undefined) => {
        const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        if (point <= 0xffff) return whole;
        return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
      })
    : text;

/** The text that a spreadsheet's string means: "_x000D_" is the letter of that number (ECMA-376 part 1, 22.9.2.19, ST_Xstring). Half a letter becomes U+FFFD. */
export const fromXstring = (text: string): string =>
  text.includes('_x')
    ? text
        .replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\p{Cs}/gu, '\ufffd')
    : text;

/**
 * Reads XML piece by piece. No document type is allowed, so there are no entities but the five of XML and nothing is ever fetched (OWASP: XXE, billion
 * laughs). Prefixes are dropped. Throws Unreadable `file-damaged`.
 */
export const readXml = (bytes: Uint8Array, handler: XmlHandler): void => {
  const parser = new Parser();
  const refuse = (): never => {
    throw new Unreadable('file-damaged');
  };
  parser.on('error', refuse);
  parser.on('attention', refuse);
  parser.on('openTag', (name, attributes, decode) => {
    const found = (wanted: string): string | undefined => {
      const all = attributes();
      for (const key in all) if (local(key) === wanted) return decode(withAstral(String(all[key])));
      return undefined;
    };
    handler.open?.(local(name), found);
  });
  parser.on('closeTag', (name) => handler.close?.(local(name)));
  parser.on('text', (text, decode) => handler.text?.(decode(withAstral(text))));
  parser.on('cdata', (text) => handler.text?.(text));
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const decoder = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8');
  for (let from = 0; from < bytes.length; from += PIECE) parser.write(decoder.decode(bytes.subarray(from, from + PIECE), { stream: true }));
  parser.write(decoder.decode());
  parser.end();
};
