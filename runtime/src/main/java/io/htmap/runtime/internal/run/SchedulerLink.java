package io.htmap.runtime.internal.run;

/** How a runner and the scheduler that started it know of each other's end. */
interface SchedulerLink {
    /** For a scheduler that sees to it by itself that no process of its outlives it. */
    SchedulerLink NONE = new SchedulerLink() {
        @Override
        public boolean awaitGo() {
            return true;
        }

        @Override
        public void whenBroken(Runnable action) {
            // it never is
        }

        @Override
        public void stopListening() {
            // there is nobody to listen to
        }
    };

    /**
     * Waits for the word to go.
     *
     * @return false when the link broke instead
     */
    boolean awaitGo();

    /** Runs the action, on a thread of its own, when the scheduler is gone. */
    void whenBroken(Runnable action);

    /** Stops listening; for a process that is about to end, and by its own clock. */
    void stopListening();
}
