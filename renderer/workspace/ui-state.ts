import { create } from 'zustand';

/** A form somebody left unfinished and wants to go on with. */
export interface DraftRef {
  readonly draftId: string;
  readonly form: string;
  readonly subjectId: string | null;
}

/** A step to another patient (`name`, where known; null is a new one or none). */
export interface Leaving {
  readonly name: string | null;
  readonly go: () => void;
}

interface UiState {
  /** Where the person stands: a place of places.ts. */
  readonly place: string;
  /** Whose chart is open, in every patient's context. */
  readonly patientId: string | null;
  /** The unfinished form to open in that place; its screen takes it with `takeResume`. */
  readonly resume: DraftRef | null;
  /** A screen was asked to begin something new (`patient.new`); it takes this once. `typed` is what was searched in vain. */
  readonly beginning: { readonly what: 'patient'; readonly typed: string } | null;
  /** When something was last durably saved, epoch milliseconds. */
  readonly savedAt: number | null;
  /** Whoever holds unsaved work: asked before the person leaves for another patient, with what to do when they may. */
  readonly guard: ((leaving: Leaving) => void) | null;
  go(place: string): void;
  /** `name` is only for the question whether unsaved work may be left. */
  openPatient(patientId: string | null, name?: string): void;
  beginPatient(typed: string): void;
  resumeDraft(draft: DraftRef, place: string): void;
  /** Clears what a screen has taken over. */
  taken(): void;
  noteSaved(at: number): void;
}

/** What the screen shows right now. Lives in this page's memory only and dies with it. */
export const useUi = create<UiState>()((set, get) => ({
  place: 'today',
  patientId: null,
  resume: null,
  beginning: null,
  savedAt: null,
  go: (place) => set({ place }),
  guard: null,
  openPatient: (patientId, name) =>
    leave(get().guard, name ?? null, () => set(patientId === null ? { patientId } : { patientId, place: 'patients' })),
  beginPatient: (typed) =>
    leave(get().guard, null, () => set({ beginning: { what: 'patient', typed }, patientId: null, place: 'patients' })),
  resumeDraft: (resume, place) => leave(get().guard, null, () => set({ resume, place, patientId: resume.subjectId })),
  taken: () => set({ resume: null, beginning: null }),
  noteSaved: (savedAt) => set({ savedAt }),
}));

const leave = (guard: UiState['guard'], name: string | null, go: () => void): void => (guard === null ? go() : guard({ name, go }));
