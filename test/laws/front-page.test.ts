import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: ROOT })].filter((page) =>
  existsSync(join(ROOT, page)),
);
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));

/** npm's own commands, and those npm runs without `run`. */
const scriptIn = (command: string): string | null => {
  const [, run, name = ''] = /^npm (run )?([\w:-]+)/.exec(command) ?? [];
  if (run !== undefined) return name;
  return name === 'start' || name === 'test' ? name : null;
};

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  it('names only commands that exist', () => {
    const commands = [...text.matchAll(/npm (?:run )?[\w:-]+/g)].map(([command]) => scriptIn(command)).filter((name) => name !== null);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('links only to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });
});

describe('the front page', () => {
  const readme = textOf('README.md');

  it('begins with what it is, one picture and the two commands', () => {
    const [first = ''] = readme.split('\n## ');
    expect(
      first
        .split('\n')
        .filter((line) => line !== '')[1]
        ?.match(/[.!?](?=\s|$)/g),
    ).toHaveLength(1);
    expect(first.match(/!\[/g)).toHaveLength(1);
    expect(first).toMatch(/```\nnpm ci\nnpm start\n```/);
  });

  it('gives every role a door and every symptom a command', () => {
    for (const door of ['Front desk', 'Privacy officer', 'IT', 'Developers']) expect(readme).toContain(`**${door}:**`);
    const [, trouble = ''] = readme.split('## When something is wrong');
    const rows = trouble.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'));
    expect(rows.length).toBeGreaterThan(8);
  });
});

describe('the decisions', () => {
  it('are all in their index', () => {
    const index = textOf('docs/adr/README.md');
    const decisions = globSync('docs/adr/[0-9]*.md', { cwd: ROOT }).map((path) => basename(path));
    expect(decisions.length).toBeGreaterThan(1);
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});

describe('the guides', () => {
  it('say the same in both languages, part by part', () => {
    const parts = (page: string): number => textOf(page).match(/^## /gm)?.length ?? 0;
    expect(parts('docs/es/mostrador.md')).toBe(parts('docs/front-desk.md'));
  });
});
