import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * On a select: calls back with the field when an option is chosen. With keys one passes over options on the way to another, so
 * there Enter chooses, or leaving the field.
 */
class Chosen extends Directive {
  #callback = null;
  #byKeys = false;
  #isChanged = false;
  #field = null;

  render() {
    return noChange;
  }

  update(part, [callback]) {
    this.#callback = callback;
    if (this.#field === part.element) return noChange;
    const field = (this.#field = part.element);
    field.addEventListener('pointerdown', () => {
      this.#byKeys = false;
    });
    field.addEventListener('keydown', event => {
      this.#byKeys = true;
      if (event.key === 'Enter') this.#tell();
    });
    field.addEventListener('change', () => {
      this.#isChanged = true;
      if (!this.#byKeys) this.#tell();
    });
    field.addEventListener('blur', () => this.#tell());
    return noChange;
  }

  #tell() {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#callback(this.#field);
  }
}

export const chosen = directive(Chosen);
