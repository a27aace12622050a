import { snapshot } from '../state/store.js';
import { Modal } from './modal.js';

/** The stack of modals; the person sees the one on top, the others keep what was typed. */
export function ModalStack() {
  const modals = snapshot.value?.modals ?? [];
  const top = modals.at(-1);
  if (!top) return null;
  // One dialog for the whole stack: pushing and going back change what is in it, the focus stays inside.
  return <Modal view={top} depth={modals.length} />;
}
