import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from '@slack/types';
import { ImageElementView } from '../blocks/image.js';
import { words } from '../state/store.js';
import { ButtonElement } from './button.js';
import { DatepickerElement, DateTimepickerElement, TimepickerElement } from './date-time.js';
import { FileInputElement } from './file-input.js';
import { CheckboxesElement, RadioElement } from './options-list.js';
import { OverflowElement } from './overflow.js';
import { SelectElement } from './select.js';
import { RichTextInputElement, TextInputElement } from './text-input.js';
import type { ElementProps } from './use-element.js';

export type AnyElement = InputBlockElement | SectionBlockAccessory | ActionsBlockElement;

/** Any Block Kit element, wherever it stands. */
export function Element({ element, ...rest }: ElementProps<AnyElement>) {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} {...rest} />;
    case 'overflow':
      return <OverflowElement element={element} {...rest} />;
    case 'radio_buttons':
      return <RadioElement element={element} {...rest} />;
    case 'checkboxes':
      return <CheckboxesElement element={element} {...rest} />;
    case 'datepicker':
      return <DatepickerElement element={element} {...rest} />;
    case 'timepicker':
      return <TimepickerElement element={element} {...rest} />;
    case 'datetimepicker':
      return <DateTimepickerElement element={element} {...rest} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInputElement element={element} {...rest} />;
    case 'rich_text_input':
      return <RichTextInputElement element={element} {...rest} />;
    case 'file_input':
      return <FileInputElement element={element} {...rest} />;
    case 'image':
      return <ImageElementView element={element} class="accessory-image" />;
    case 'workflow_button':
      return <span class="unshown">{words.value.cannotShow(element.type)}</span>;
    default:
      return <SelectElement element={element} {...rest} />;
  }
}
