import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Container, StateValues } from '../../protocol.js';

/** Where blocks stand: a message, a modal, or the app's home. */
export type Surface = {
  kind: 'message' | 'modal' | 'home';
  container: Container;
  blocks: { block_id: string }[];
  /** What the server holds for this person. */
  values: StateValues;
  /** Blocks drawn from the past or from outside: nothing can be pressed. */
  readOnly?: boolean;
};

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('Blocks need a surface around them.');
  return surface;
}
