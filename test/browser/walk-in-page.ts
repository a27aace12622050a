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
      const card = page.locator('.message', { hasText: deed.about[language] });
      await card.locator(`[data-action="${deed.action_id}"]`).last().click();
      await page.locator('dialog.modal').waitFor();
      return;
    }
    case 'submit': {
      const dialog = page.locator('dialog.modal');
      await dialog.locator('.tour-hint').waitFor();
      for (const [blockId, value] of Object.entries(deed.values)) {
        await fill(
          page,
          dialog.locator(`[data-block="${blockId}"]`),
          'hours' in value ? value : value[language],
        );
      }
      await dialog.locator('button[type=submit]').click();
      // What follows is a word of thanks, or nothing.
      await dialog.locator('button[type=submit]').waitFor({ state: 'detached' });
      const thanks = page.locator('dialog.modal .modal-head .icon-button');
      if (await thanks.count()) await thanks.click();
      await page.locator('dialog.modal').waitFor({ state: 'hidden' });
      return;
    }
    case 'read':
      if ('home' in step.where) await page.locator('.message .message-body, .message').first().waitFor();
      return;
    case 'wait':
      // Next morning, then to the next thing.
      await page.locator('.clock-moves button').nth(1).click();
      await page.locator('.clock:not(.is-busy)').waitFor();
      while (!isDone()) {
        await page.locator('.clock-next:not([disabled])').click();
        await page.locator('.clock:not(.is-busy)').waitFor();
      }
  }
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
