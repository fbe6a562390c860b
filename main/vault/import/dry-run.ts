import { ColumnEvidence, type EvidentColumn } from '../../../shared/intake/column-evidence.ts';
import { FilePeople } from './file-people.ts';

/** What a check under way knows of the rows behind it; in memory only, so that one whose process died begins anew. */
export class DryRun {
  readonly people = new FilePeople();
  readonly evidence: ColumnEvidence;

  /** `headerRow` is the last row that is not one of the list. */
  constructor(columns: readonly EvidentColumn[], headerRow: number) {
    this.evidence = new ColumnEvidence(columns);
    this.people.upTo = headerRow;
  }
}

/** The checks under way in this session, by batch. */
export type DryRuns = Map<string, DryRun>;
