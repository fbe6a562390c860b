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
      for (const key in all) if (local(key) === wanted) return decode(String(all[key]));
      return undefined;
    };
    handler.open?.(local(name), found);
  });
  parser.on('closeTag', (name) => handler.close?.(local(name)));
  parser.on('text', (text, decode) => handler.text?.(decode(text)));
  parser.on('cdata', (text) => handler.text?.(text));
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const decoder = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8');
  for (let from = 0; from < bytes.length; from += PIECE) parser.write(decoder.decode(bytes.subarray(from, from + PIECE), { stream: true }));
  parser.write(decoder.decode());
  parser.end();
};
