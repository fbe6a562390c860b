import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';

/** Whether patients can see this workstation's screen. */
export function PlaceSetting() {
  const { t } = useTranslation();
  const { may, publicPlace, setPublicPlace } = useSession();
  const { busy, failure, act } = useAct();
  const say = async (is: boolean): Promise<void> => {
    const done = await act(() => ask('place.write', { publicPlace: is }));
    if (done !== null) setPublicPlace(done.publicPlace);
  };
  return (
    <>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Checkbox
        label={t('settings.lock.publicPlace')}
        description={t('settings.lock.publicPlaceHelp')}
        disabled={busy || !may('settings.manage')}
        checked={publicPlace}
        onChange={({ currentTarget }) => void say(currentTarget.checked)}
      />
    </>
  );
}
