import { useCommand } from '../commands/handlers.ts';
import { useSession } from '../workspace/session.tsx';
import { useEscapes } from './escape.ts';
import { TaskForm } from './task-form.tsx';
import { BLANK, useTypedTask } from './typed-task.ts';

/** A phone message and a task, filed from anywhere. */
export function TaskDialogs() {
  const { may } = useSession();
  return may('task.write') ? <Dialogs /> : null;
}

function Dialogs() {
  useEscapes();
  const [message, setMessage] = useTypedTask('message');
  const [task, setTask] = useTypedTask('task');
  useCommand('message.take', () => setMessage({ ...(message ?? BLANK), open: true }));
  useCommand('task.new', () => setTask({ ...(task ?? BLANK), open: true }));
  return (
    <>
      {task?.open === true ? <TaskForm kind="task" typed={task} set={setTask} /> : null}
      {message?.open === true ? <TaskForm kind="message" typed={message} set={setMessage} /> : null}
    </>
  );
}
