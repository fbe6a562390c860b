/** The part of saxen we use; the package brings no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;
  export class Parser {
    on(hook: 'openTag', heard: (name: string, attributes: () => Record<string, unknown>, decode: Decode) => void): this;
    on(hook: 'closeTag', heard: (name: string) => void): this;
    on(hook: 'text', heard: (text: string, decode: Decode) => void): this;
    on(hook: 'cdata', heard: (text: string) => void): this;
    on(hook: 'attention' | 'error', heard: () => void): this;
    write(piece: string): this;
    end(): unknown;
  }
}
