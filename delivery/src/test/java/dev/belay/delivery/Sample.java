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

  private Sample() {}
}
