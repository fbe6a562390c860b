/** The row of a patient, asked for by id, and those of the charts that went into it. */
export const FAMILY = `(WITH RECURSIVE down (id) AS (SELECT p.id FROM patient p WHERE p.patient_id = ?
  UNION SELECT p.id FROM down CROSS JOIN patient p ON p.merged_into = down.id) SELECT id FROM down)`;
