import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Said, TourDeed, TourStep } from '../../src/playground/protocol.js';

type Language = keyof Said;

/** Does what one step of a tour says, with the page's own buttons and fields. */
export async function doInPage(
  page: Page,
  given: { step: TourStep; language: Language; isDone: () => boolean },
) {
  for (const deed of given.step.does) await doOne(page, { ...given, deed });
}

async function doOne(
  page: Page,
  {
    step,
    deed,
    language,
    isDone,
  }: { step: TourStep; deed: TourDeed; language: Language; isDone: () => boolean },
): Promise<void> {
  switch (deed.do) {
    case 'command': {
      const box = page.locator('.main .composer-field');
      await page.locator('.step.is-current .step-buttons .button.plain').click();
      await expect.poll(() => box.inputValue()).toBe(deed.text[language]);
      await box.press('Enter');
      await page.locator('dialog.modal').waitFor();
      return;
    }
    case 'press': {
      const action = `[data-action="${deed.action_id}"]`;
      const card = page
        .locator('.message', { hasText: deed.about[language] })
        .filter({ has: page.locator(action) });
      // The button that follows what it is about: a reminder may hold several of the same.
      const after = `xpath=(.//*[contains(., "${deed.about[language]}")][not(*[contains(., "${deed.about[language]}")])]/following::*[@data-action="${deed.action_id}"])[1]`;
      await card.last().locator(after).click();
      if (!deed.quiet) await page.locator('dialog.modal').waitFor();
      return;
    }
    case 'pressInForm': {
      const dialog = page.locator('dialog.modal');
      await dialog.locator(`[data-action="${deed.action_id}"]`).click();
      await dialog.locator('button[type=submit]').waitFor();
      return;
    }
    case 'submit': {
      const dialog = page.locator('dialog.modal');
      await dialog.locator('.tour-hint').waitFor();
      const submit = dialog.locator('button[type=submit]');
      for (const [blockId, value] of Object.entries(deed.values)) {
        await fill(
          page,
          dialog.locator(`[data-block="${blockId}"]`),
          'hours' in value ? value : value[language],
        );
      }
      await submit.click();
      // What follows is a word of thanks, or nothing.
      await submit.waitFor({ state: 'detached' });
      if (deed.andPress) await dialog.locator(`[data-action="${deed.andPress}"]`).click();
      const thanks = page.locator('dialog.modal .modal-head .icon-button');
      if (await thanks.count()) await thanks.click();
      await page.locator('dialog.modal').waitFor({ state: 'hidden' });
      return;
    }
    case 'read':
      if ('home' in step.where) {
        await page
          .locator(step.where.home === 'home' ? '.home-view .blocks' : '.message')
          .first()
          .waitFor();
      }
      return;
    case 'add': {
      await page.locator('.members-button').click();
      await page.locator(`[role=menuitem][data-key="${deed.user[language]}"]`).click();
      await page.locator('[role=menu]').waitFor({ state: 'detached' });
      return;
    }
    case 'morning':
      if (!/^08:2/.test((await page.locator('.clock-face time').textContent()) ?? '')) await move(page, 1);
      return;
    case 'hour':
      return move(page, 0);
    case 'wait':
      while (!isDone()) await move(page, 2);
  }
}

/** Presses one of the clock's buttons and waits until everything on the way has happened. */
async function move(page: Page, button: 0 | 1 | 2): Promise<void> {
  await page.locator('.clock-moves button:not([disabled])').nth(button).click();
  await page.locator('.clock:not(.is-busy)').waitFor();
}

/** One input, as a person at the keyboard fills it; a moment becomes the day after the one that is offered. */
async function fill(page: Page, input: Locator, value: string | { hours: number }): Promise<void> {
  await input.waitFor();
  if (typeof value !== 'string') {
    await input.getByRole('button').first().click();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    return;
  }
  const combobox = input.getByRole('combobox');
  if ((await combobox.count()) === 0) {
    await input.getByRole('textbox').fill(value);
    return;
  }
  // People are chosen by name; a tour names them by id.
  const name = /^U0[A-Z]+$/.test(value) ? value.slice(2).toLowerCase() : value;
  await combobox.first().click();
  await page.keyboard.type(name);
  await page
    .getByRole('option', { name: new RegExp(name, 'i') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}
