/** Waits until everything that was announced has arrived and nothing more will be announced. */
export class Countdown {
  readonly done: Promise<void>
  #open = 0
  #ended = false
  #resolve: () => void = () => {}

  constructor() {
    this.done = new Promise(resolve => {
      this.#resolve = resolve
    })
  }

  announce(): void {
    this.#open++
  }

  arrive(): void {
    this.#open--
    this.#check()
  }

  /** Nothing more will be announced. */
  end(): void {
    this.#ended = true
    this.#check()
  }

  #check(): void {
    if (this.#ended && this.#open === 0) this.#resolve()
  }
}
