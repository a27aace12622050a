import { useEffect, useRef } from 'preact/hooks';
import type { TourInfo, TourStep } from '../../protocol.js';
import { language, person, shownName } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import {
  actorOf,
  chooseTour,
  goToStep,
  isInPlace,
  openTour,
  startTour,
  takePlace,
  tours,
  writeCommand,
} from '../state/tours.js';
import { MrkdwnLine } from '../text/rich-text.js';
import { Avatar } from './avatar.js';
import { IconCheck } from './icons.js';
import { OwnData } from './own-data.js';
import { SidePanel } from './side-panel.js';

/** Stories that say whom to act as and what to press. Nobody has to follow them. */
export function TourPanel() {
  const tour = openTour.value;
  return (
    <SidePanel title={toolWords.value.tour} class="tour">
      {tour ? <Story tour={tour} /> : <StoryList />}
    </SidePanel>
  );
}

/** The stories, one button each. */
export function StoryButtons() {
  const w = toolWords.value;
  // The first that was not walked to its end.
  const next = tours.value.find((tour) => tour.at < tour.steps.length);
  return (
    <ul class="stories">
      {tours.value.map((tour) => {
        const done = tour.at >= tour.steps.length;
        return (
          <li key={tour.id}>
            <button
              type="button"
              class={`story${tour === next ? ' is-next' : ''}`}
              data-tour={tour.id}
              onClick={() => startTour(tour)}
            >
              <strong>
                {tour.title[language.value]}
                {done && <IconCheck />}
              </strong>
              <span>{tour.about[language.value]}</span>
              {tour.at > 0 ? (
                <small>{w.stepsDone(tour.at, tour.steps.length)}</small>
              ) : (
                tour === next && <small>{w.startHere} →</small>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function StoryList() {
  return (
    <>
      <p class="quiet">{toolWords.value.tourIntro}</p>
      <StoryButtons />
      <OwnData />
    </>
  );
}

function Story({ tour }: { tour: TourInfo }) {
  const w = toolWords.value;
  const finished = tour.at >= tour.steps.length;
  const next = tours.value[tours.value.findIndex((one) => one.id === tour.id) + 1];
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [tour.at]);
  return (
    <>
      <button type="button" class="link-button" onClick={() => chooseTour(undefined)}>
        ← {w.allStories}
      </button>
      <h3>{tour.title[language.value]}</h3>
      <ol class="steps" ref={list}>
        {tour.steps.map((step, index) => (
          <Step key={`${tour.id} ${index}`} tour={tour} step={step} index={index} />
        ))}
      </ol>
      <div class="story-foot">
        {finished && <p>{w.storyDone}</p>}
        {finished && next && (
          <button type="button" class="button primary" onClick={() => startTour(next)}>
            {w.nextStory(next.title[language.value])}
          </button>
        )}
        {tour.at > 0 && (
          <button type="button" class="link-button quiet" onClick={() => void goToStep(tour.id, 0)}>
            {w.startAgain}
          </button>
        )}
      </div>
      <span class="visually-hidden" role="status">
        {tour.at > 0 ? (finished ? w.storyDone : w.stepTicked(tour.at)) : ''}
      </span>
    </>
  );
}

function Step({ tour, step, index }: { tour: TourInfo; step: TourStep; index: number }) {
  const w = toolWords.value;
  const who = person(actorOf(step));
  const done = index < tour.at;
  const current = index === tour.at;
  const look = `step${done ? ' is-done' : current ? ' is-current' : ''}`;
  return (
    <li class={look} aria-current={current ? 'step' : undefined}>
      <span class="step-mark">{done ? <IconCheck /> : <span aria-hidden="true">{index + 1}</span>}</span>
      <div class="step-words">
        {who && (
          <span class="step-who">
            <Avatar person={who} size="tiny" /> {shownName(who)}
            {done && <span class="visually-hidden"> ({w.done})</span>}
          </span>
        )}
        {!done && (
          <p>
            <MrkdwnLine text={step.says[language.value]} />
          </p>
        )}
        {current && <StepButtons tour={tour} step={step} name={who ? shownName(who) : ''} />}
      </div>
    </li>
  );
}

function StepButtons({ tour, step, name }: { tour: TourInfo; step: TourStep; name: string }) {
  const w = toolWords.value;
  const here = isInPlace(step);
  const hasCommand = step.does.some((one) => one.do === 'command');
  return (
    <div class="step-buttons">
      {!here && (
        <button type="button" class="button primary" onClick={() => takePlace(step)}>
          {w.goThere(name)}
        </button>
      )}
      {here && hasCommand && (
        <button type="button" class="button plain" onClick={() => writeCommand(step)}>
          {w.writeIt}
        </button>
      )}
      <button type="button" class="link-button quiet" onClick={() => void goToStep(tour.id, tour.at + 1)}>
        {w.skipStep}
      </button>
    </div>
  );
}
