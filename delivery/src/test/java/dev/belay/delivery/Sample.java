package dev.belay.delivery;

/** Files to commit. */
final class Sample {

  static final String LEAKY =
      """
      import java.util.concurrent.ExecutorService;

      class Leaky {
        private final ExecutorService pool;

        Leaky(ExecutorService pool) {
          this.pool = pool;
        }

        void run() {
          pool.submit(() -> System.out.println("run"));
        }
      }
      """;

  static final String CALM =
      """
      import java.util.concurrent.ExecutorService;

      class Calm {
        private final ExecutorService pool;

        Calm(ExecutorService pool) {
          this.pool = pool;
        }

        int run() throws Exception {
          return pool.submit(() -> 1).get();
        }
      }
      """;

  /** A plain flag; the fix makes it volatile, and nothing is left. */
  static final String STALE =
      """
      class Worker implements Runnable {
        private boolean stopped;

        void stop() {
          stopped = true;
        }

        @Override
        public void run() {
          while (!stopped) {
            System.out.println("work");
          }
        }
      }
      """;

  static final String FRESH = STALE.replace("private boolean", "private volatile boolean");

  private Sample() {}
}
