package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a thread behind, virtual ones included: those are seen in the thread
 * dump of JDK 21 and later. The JDK's own threads and our timer, which idles out, are let be.
 * Public for the tests of the examples, which compile this file too.
 */
public final class NoThreadLeft implements BeforeEachCallback, AfterEachCallback {

  private static final Pattern OURS_TO_IGNORE =
      Pattern.compile(
          "belay-timer|ForkJoinPool-.*|VirtualThread-un.*|SubPoller.*|.*ompiler.*|Common-Cleaner"
              + "|.*surefire.*|process reaper.*|junit-.*|Attach Listener|Read-Poller|Write-Poller"
              + "|.*-Poller.*|Cleaner-.*|ForkJoinPool.*|MasterPoller|Notification Thread"
              + "|JFR .*|Sweeper thread|Signal Dispatcher|DestroyJavaVM");

  private static final Pattern DUMPED = Pattern.compile("(?m)^#(\\d+) \"([^\"]*)\"");

  private Map<Long, String> before = Map.of();

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    before = live();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    long start = System.nanoTime();
    Map<Long, String> left = left();
    while (!left.isEmpty() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
      // A thread whose body has ended takes a moment to disappear.
      Thread.yield();
      left = left();
    }
    assertEquals(Map.of(), left, "threads left behind");
  }

  private Map<Long, String> left() throws Exception {
    Map<Long, String> left = live();
    left.keySet().removeAll(before.keySet());
    left.values().removeIf(name -> OURS_TO_IGNORE.matcher(name).matches());
    return left;
  }

  private static Map<Long, String> live() throws Exception {
    Map<Long, String> live = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      live.put(thread.getId(), thread.getName());
    }
    if (VirtualThreads.available()) {
      Matcher dumped = DUMPED.matcher(dump());
      while (dumped.find()) {
        live.put(Long.valueOf(dumped.group(1)), dumped.group(2));
      }
    }
    return live;
  }

  /** The method came with JDK 21. */
  private static String dump() throws IOException, ReflectiveOperationException {
    Path directory = Files.createTempDirectory("threads");
    Path file = directory.resolve("dump.txt");
    try {
      Class<?> bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
      Class<?> format =
          Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
      Object text = format.getMethod("valueOf", String.class).invoke(null, "TEXT_PLAIN");
      bean.getMethod("dumpThreads", String.class, format)
          .invoke(
              ManagementFactory.getPlatformMXBean(bean.asSubclass(PlatformManagedObject.class)),
              file.toString(),
              text);
      return Files.readString(file);
    } catch (InvocationTargetException e) {
      throw new IOException("no thread dump", e.getCause());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }
}
