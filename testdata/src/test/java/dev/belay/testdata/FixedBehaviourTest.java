package dev.belay.testdata;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Fixtures run as they are and as all fixes leave them: what ignored the request to stop heeds it,
 * and what it was to do before and behind is still done.
 */
class FixedBehaviourTest {

  private static final Path BEFORE = Path.of("target", "classes");
  private static final Path AFTER = Path.of("target", "fixed-unsafe");

  @Test
  void aLoopThatDroppedTheInterruptEndsByIt() throws Exception {
    String loop = "fixtures.swallowedinterrupt.TasksEnd$GoesOnWithItsLoop";
    assertTrue(goesOnAfterAnInterrupt(BEFORE, loop, new Watched()));
    assertFalse(goesOnAfterAnInterrupt(AFTER, loop, new Watched()));
  }

  @Test
  void aThreadThatDroppedTheInterruptEndsByIt() throws Exception {
    String loop = "fixtures.swallowedinterrupt.Places$HasACounterPart";
    assertTrue(goesOnAfterAnInterrupt(BEFORE, loop, new Watched()));
    assertFalse(goesOnAfterAnInterrupt(AFTER, loop, new Watched()));
  }

  @Test
  void whatStandsBehindTheLoopIsStillDone() throws Exception {
    String loop = "fixtures.swallowedinterrupt.Places$CleansUpBehindItsLoop";
    Watched queue = new Watched();
    assertFalse(goesOnAfterAnInterrupt(AFTER, loop, queue));
    assertTrue(queue.cleared);
  }

  /** A queue that tells how often an element was asked for. */
  private static final class Watched extends LinkedBlockingQueue<String> {
    private static final long serialVersionUID = 1;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean cleared;

    @Override
    public String take() throws InterruptedException {
      asked.incrementAndGet();
      return super.take();
    }

    @Override
    public void clear() {
      cleared = true;
      super.clear();
    }
  }

  /** Whether a loop asks for more after an interrupt; it has done its work before for sure. */
  private static boolean goesOnAfterAnInterrupt(Path classes, String loop, Watched queue)
      throws Exception {
    Thread thread = new Thread(task(classes, loop, queue));
    thread.setDaemon(true);
    queue.add("work");
    thread.start();
    while (queue.asked.get() < 2) {
      assertTrue(thread.isAlive(), "its work is not done");
      Thread.onSpinWait();
    }
    assertTrue(queue.isEmpty());
    thread.interrupt();
    while (thread.isAlive() && queue.asked.get() < 3) {
      Thread.onSpinWait();
    }
    return queue.asked.get() > 2;
  }

  private static Runnable task(Path classes, String name, BlockingQueue<String> queue)
      throws Exception {
    URL[] place = {classes.toUri().toURL()};
    // Kept open: the task's own classes are loaded while it runs.
    URLClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader());
    Constructor<?> made = loader.loadClass(name).getDeclaredConstructor(BlockingQueue.class);
    made.setAccessible(true);
    return (Runnable) made.newInstance(queue);
  }
}
