import { FAILURES, type FailureCode } from '../../shared/failure.ts';

export const isFailureCode = (code: string | null): code is FailureCode => code !== null && Object.hasOwn(FAILURES, code);
