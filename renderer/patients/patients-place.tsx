import { useEffect } from 'react';
import { todayHere } from '../ui/civil-date.ts';
import { useUi } from '../workspace/ui-state.ts';
import { ChartScreen } from './chart-screen.tsx';
import { FormScreen } from './form-screen.tsx';
import { beginRegistration, useForm } from './form-store.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { resumeForm } from './resume-form.ts';
import { PatientSearch } from './search.tsx';
import { prefillOf } from './typed-search.ts';

/** Where patients are found, registered and looked after. */
export function PatientsPlace() {
  const patientId = useUi((state) => state.patientId);
  const beginning = useUi((state) => state.beginning);
  const resume = useUi((state) => state.resume);
  const form = useForm((state) => state.form);

  useEffect(() => {
    if (beginning === null) return;
    beginRegistration(prefillOf(beginning.typed, todayHere()));
    useUi.getState().taken();
  }, [beginning]);
  useEffect(() => {
    if (resume === null) return;
    useUi.getState().taken();
    void resumeForm(resume.draftId);
  }, [resume]);
  return (
    <>
      {patientId !== null ? (
        <ChartScreen key={patientId} patientId={patientId} />
      ) : form !== null && form.subject === null ? (
        <FormScreen key={form.draftId} form={form} />
      ) : (
        <PatientSearch />
      )}
      <NoticeBar />
      <LeaveDialog />
    </>
  );
}
