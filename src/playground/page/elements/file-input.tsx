import type { FileInput } from '@slack/types';
import { useState } from 'preact/hooks';
import type { FileInfo } from '../../protocol.js';
import { IconClose } from '../shell/icons.js';
import { act } from '../state/act.js';
import { showToast, words } from '../state/store.js';
import { type ElementProps, useElement } from './use-element.js';

const maxBytes = 10_000_000;

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const readerOfFile = new FileReader();
    readerOfFile.onload = () => resolve(String(readerOfFile.result));
    readerOfFile.onerror = () => reject(readerOfFile.error ?? new Error('unreadable'));
    readerOfFile.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}

/** Files of a form: put on the server at once, submitted with the form. */
export function FileInputElement(props: ElementProps<FileInput>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  const [busy, setBusy] = useState(false);
  const max = element.max_files ?? 10;
  const add = async (list: FileList | null) => {
    const files: FileInfo[] = [...state.files];
    setBusy(true);
    for (const file of [...(list ?? [])].slice(0, max - files.length)) {
      if (file.size > maxBytes) {
        showToast(words.value.fileTooBig);
        continue;
      }
      const mimetype = file.type || 'application/octet-stream';
      const result = await act({
        type: 'uploadFile',
        name: file.name,
        mimetype,
        base64: await base64Of(file),
      });
      if (result) files.push(result.file);
    }
    setBusy(false);
    await change({ type: 'file_input', files });
  };
  return (
    <div class="file-input">
      {state.files.map((file) => (
        <span class="chip" key={file.id}>
          <span class="chip-text">{file.name}</span>
          <button
            type="button"
            aria-label={words.value.remove(file.name)}
            onClick={() =>
              void change({ type: 'file_input', files: state.files.filter((one) => one.id !== file.id) })
            }
          >
            <IconClose />
          </button>
        </span>
      ))}
      {state.files.length < max && (
        <label class={`button plain${input?.invalid ? ' is-invalid' : ''}`}>
          <input
            type="file"
            class="visually-hidden"
            multiple={max > 1}
            accept={element.filetypes?.map((type) => `.${type}`).join(',')}
            disabled={disabled || busy}
            aria-describedby={`${input?.labelId ?? ''} ${input?.describedBy ?? ''}`.trim() || undefined}
            onChange={(event) => {
              void add(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
          {words.value.addFile}
          {busy && <span class="spinner" />}
        </label>
      )}
    </div>
  );
}
