import { computed, signal } from '@preact/signals';
import type { Said, TourInfo, TourStep } from '../../protocol.js';
import { composerText } from '../conversation/composer-text.js';
import { become } from '../shell/people-rail.js';
import { getTours, isRefused, postTour } from './api.js';
import { actingAs, goTo, place } from './route.js';
import { language, showToast } from './store.js';
import { showSidePanel } from './tools.js';

/** The host's stories, with how far each has come. */
export const tours = signal<TourInfo[]>([]);

/** The story that is being walked. */
const chosen = signal<string | undefined>(undefined);

/** What whoever began it read then: it stays about the same people, whatever language they read meanwhile. */
const begunIn = signal<keyof Said | undefined>(undefined);

/** Id of the person a step is for. */
export function actorOf(step: TourStep): string {
  return step.as[begunIn.value ?? language.value];
}

export const openTour = computed(() => tours.value.find((one) => one.id === chosen.value));

export const currentStep = computed<TourStep | undefined>(() => openTour.value?.steps[openTour.value.at]);

export async function refreshTours(): Promise<void> {
  try {
    tours.value = await getTours();
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}

export function chooseTour(id: string | undefined): void {
  chosen.value = id;
}

/** Goes to a step of a story; 0 is its start, without one it goes on where it was left. */
export async function goToStep(id: string, at?: number): Promise<void> {
  try {
    tours.value = await postTour(at === undefined ? { id } : { id, at });
  } catch (error) {
    if (!isRefused(error)) throw error;
    showToast(error.refusal.message);
  }
}

/** Opens a story and takes the place of the person its present step is about. */
export function startTour(tour: TourInfo): void {
  chosen.value = tour.id;
  begunIn.value = language.value;
  showSidePanel('tour');
  void goToStep(tour.id);
  const step = tour.steps[tour.at];
  if (step) takePlace(step);
}

/** Whether one acts as the person of a step, where it is to be done. */
export function isInPlace(step: TourStep): boolean {
  const where = place.value;
  if (actingAs.value !== actorOf(step) || !where) return false;
  if ('channel' in step.where) return 'channel' in where && where.channel === step.where.channel;
  return 'home' in where && where.home === step.where.home;
}

export function takePlace(step: TourStep): void {
  become(actorOf(step));
  goTo(step.where);
}

/** The command that a step begins with is put into the box, to be sent by whoever reads it. */
export function writeCommand(step: TourStep): void {
  const deed = step.does.find((one) => one.do === 'command');
  if (!deed || !('channel' in step.where)) return;
  composerText.value = { ...composerText.value, [`${step.where.channel} `]: deed.text[language.value] };
  document.querySelector<HTMLElement>('.composer-field')?.focus();
}
