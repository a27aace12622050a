import { actingAs } from '../state/route.js';
import { language } from '../state/store.js';
import { sidePanel } from '../state/tools.js';
import { actorOf, currentStep } from '../state/tours.js';
import { MrkdwnLine } from '../text/rich-text.js';

/** The present step of the tour, where a form lies over the panel that tells it. */
export function TourHint() {
  const step = currentStep.value;
  if (sidePanel.value !== 'tour' || !step || actorOf(step) !== actingAs.value) return null;
  return (
    <p class="tour-hint">
      <MrkdwnLine text={step.says[language.value]} />
    </p>
  );
}
