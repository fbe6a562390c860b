import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { readChartAt } from './chart-state.ts';
import { reviseChart } from './revise.ts';

/** Takes a chart out of the everyday lists, or back; nothing is deleted. Failure `not-found`, `changed-meanwhile`, `merged-away`. */
export const archivePatient: PhiHandler<'patient.archive'> = (access, { patientId, version, archived }) => {
  const chart = readChartAt(access.change, patientId, version);
  const saved = reviseChart(access.change, originOf(access), chart, { archived: archived ? 'yes' : null });
  return { patientId, mrn: chart.mrn, version: saved };
};

/** Sets or lifts the restriction that makes opening ask for a reason. Failure `not-found`, `changed-meanwhile`, `merged-away`. */
export const restrictPatient: PhiHandler<'patient.restrict'> = (access, { patientId, version, restriction }) => {
  const chart = readChartAt(access.change, patientId, version);
  const saved = reviseChart(access.change, originOf(access), chart, { restricted: restriction });
  return { patientId, mrn: chart.mrn, version: saved };
};
