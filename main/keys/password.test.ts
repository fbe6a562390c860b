import { describe, expect, it } from 'vitest';
import { passwordFault } from './password.ts';

const names = ['Clínica del Sol', 'María José García-Núñez', 'mgarcia', 'FRONT-DESK-2'];
const faultOf = (password: string): ReturnType<typeof passwordFault> => passwordFault(password, names);

describe('a new password', () => {
  it('may be a few unrelated words, in either language, with blanks, of any script, up to 256 characters', async () => {
    const good = [
      'maple tractor violin cloud',
      'correct-lamp-sandwich-river',
      'tejado naranja violín cubo',
      'x7#Lq9!vT2$w',
      '雨の日は図書館で猫とお茶を飲む',
      'kJ8-wq93ndk2',
      `maple tractor violin cloud ${'z4'.repeat(114)}`,
    ];
    for (const password of good) expect([password, await faultOf(password)]).toEqual([password, undefined]);
  });

  it('needs 12 characters, counted as people count them, and has at most 256', async () => {
    expect(await faultOf('x7#Lq9!vT2$')).toBe('too-short');
    expect(await faultOf('🔑'.repeat(11))).toBe('too-short');
    expect(await faultOf(`${'maple tractor violin '.repeat(13)}`)).toBe('too-long');
  });

  it('is not one everyone tries first, in small letters or capitals', async () => {
    for (const password of ['1234567890123456', 'passwordpassword', 'PasswordPassword', 'qwertyuiopasdfgh']) {
      expect([password, await faultOf(password)]).toEqual([password, expect.stringMatching(/^(common|guessable)$/)]);
    }
    expect(await faultOf('unbelievable')).toBe('common');
  });

  it('is not long but easily guessed, whatever kinds of characters are in it', async () => {
    for (const password of [
      'aaaaaaaaaaaaaaaa',
      'Password123456!',
      'abcdefghijklmnop',
      'P@ssw0rd2026!',
      'summer2026summer',
      'qwerty123456!',
    ]) {
      expect([password, await faultOf(password)]).toEqual([password, expect.stringMatching(/^(common|guessable)$/)]);
    }
  });

  it('is not the name of the practice, the user or the product with something added', async () => {
    for (const password of ['ClinicadelSol7', 'garcianunez-mgarcia', 'anteroom.front.desk', 'GarcíaNúñezDelSol']) {
      expect([password, await faultOf(password)]).toEqual([password, expect.stringMatching(/^(contains-name|guessable)$/)]);
    }
    expect(await faultOf('maria maple tractor violin cloud')).toBeUndefined();
    expect(await passwordFault('Zhrobqwanteluk7', [])).toBeUndefined();
    expect(await passwordFault('Zhrobqwanteluk7', ['Zhrobqwanteluk'])).toBe('contains-name');
  });

  it('is judged as it will be hashed: the same however the keyboard composed it', async () => {
    expect(await faultOf('n\u0303'.repeat(11))).toBe('too-short');
    expect(await faultOf('ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ')).toBe(await faultOf('passwordpassword'));
  });
});
