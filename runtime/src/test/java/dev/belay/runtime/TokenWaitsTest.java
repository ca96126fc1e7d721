package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class TokenWaitsTest {

  private final ManualTicker ticker = new ManualTicker();
  private final CancellationSource source =
      CancellationSource.create(new RecordingListener(), ticker);
  private final CancellationToken token = source.token();

  /** A call on a thread of its own. */
  private record Started<R>(Thread thread, FutureTask<R> result) {
    R get() throws Exception {
      R value = result.get(30, TimeUnit.SECONDS);
      Waits.join(thread);
      return value;
    }
  }

  private static <R> Started<R> onPlatform(Callable<R> call) {
    FutureTask<R> result = new FutureTask<>(call);
    Thread thread = new Thread(result, "waiter");
    thread.start();
    return new Started<>(thread, result);
  }

  private static <R> Started<R> onDefault(Callable<R> call) {
    FutureTask<R> result = new FutureTask<>(call);
    Thread thread = VirtualThreads.orPlatform("waiter", result);
    thread.start();
    return new Started<>(thread, result);
  }

  @Test
  void aSleepThatIsNotCancelledLastsItsTime() throws Exception {
    Started<Boolean> sleeper = onDefault(() -> token.sleep(Duration.ofSeconds(5)));
    ticker.awaitParked(1);
    ticker.advance(Duration.ofSeconds(5));
    assertTrue(sleeper.get());
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void aSleepEndsWhenItsTokenIsCancelled() throws Exception {
    Started<Boolean> sleeper = onDefault(() -> token.sleep(Duration.ofDays(1)));
    ticker.awaitParked(1);
    source.cancel("stop");
    assertFalse(sleeper.get());
    assertFalse(token.sleep(Duration.ofDays(1)));
  }

  @Test
  void aSleepIsInterruptible() throws Exception {
    Started<Boolean> sleeper =
        onDefault(
            () -> {
              assertThrows(InterruptedException.class, () -> token.sleep(Duration.ofDays(1)));
              return Thread.currentThread().isInterrupted();
            });
    ticker.awaitParked(1);
    sleeper.thread().interrupt();
    assertFalse(sleeper.get());
  }

  @Test
  void aCancelledSleepLeavesTheInterruptAlone() throws Exception {
    source.cancel("stop");
    Thread.currentThread().interrupt();
    assertFalse(token.sleep(Duration.ofDays(1)));
    assertTrue(Thread.interrupted());
  }

  @Test
  void theMachinesTimeEndsASleepToo() throws Exception {
    assertTrue(CancellationSource.create().token().sleep(Duration.ofNanos(1)));
    assertTrue(CancellationSource.create().token().sleep(Duration.ZERO));
  }

  @Test
  void takeReturnsElementsAndEndsWithTheToken() throws Exception {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
    queue.add("here");
    assertEquals(Optional.of("here"), token.take(queue));
    Started<Optional<String>> taker = onDefault(() -> token.take(queue));
    Waits.until(() -> Waits.isWaiting(taker.thread()));
    source.cancel("stop");
    assertEquals(Optional.empty(), taker.get());
    queue.add("left");
    assertEquals(Optional.empty(), token.take(queue));
    assertEquals("left", queue.peek());
  }

  @Test
  void takeIsInterruptible() throws Exception {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> token.take(queue));
    assertFalse(Thread.interrupted());
  }

  @Test
  void aBodyThatEndsInTimeIsASuccessOrAFailure() throws Exception {
    assertEquals(new Outcome.Success<>(7), token.runUntilCancelled(() -> 7));
    IOException thrown = new IOException("disk");
    assertEquals(
        new Outcome.Failed<>(thrown),
        token.runUntilCancelled(
            () -> {
              throw thrown;
            }));
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void aBlockedBodyIsInterruptedAndTheThreadIsCleanAfterwards() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Started<Boolean> worker =
        onDefault(
            () -> {
              Outcome<Object> outcome =
                  token.runUntilCancelled(
                      () -> {
                        never.await();
                        return null;
                      });
              assertEquals(new Outcome.Aborted<>("stop"), outcome);
              return Thread.currentThread().isInterrupted();
            });
    Waits.until(() -> Waits.isWaiting(worker.thread()));
    source.cancel("stop");
    assertFalse(worker.get());
  }

  @Test
  void aValueReturnedInSpiteOfTheCancelIsKept() throws Exception {
    Outcome<String> outcome =
        token.runUntilCancelled(
            () -> {
              source.cancel("stop");
              return "done all the same";
            });
    assertEquals(new Outcome.Success<>("done all the same"), outcome);
    assertFalse(Thread.interrupted());
  }

  @Test
  void aBodyDoesNotRunOnceCancelled() throws Exception {
    source.cancel("stop");
    Outcome<Object> outcome =
        token.runUntilCancelled(
            () -> {
              throw new AssertionError("ran");
            });
    assertEquals(new Outcome.Aborted<>("stop"), outcome);
  }

  @Test
  void anotherThreadsInterruptIsNotOurs() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> token.runUntilCancelled(() -> 1));
    assertThrows(
        InterruptedException.class,
        () ->
            token.runUntilCancelled(
                () -> {
                  Thread.currentThread().interrupt();
                  new CountDownLatch(1).await();
                  return 1;
                }));
    assertFalse(Thread.interrupted());
  }

  @Test
  void aCancelledExceptionIsAbortedOnlyWhenCancelled() throws Exception {
    assertInstanceOf(
        Outcome.Failed.class,
        token.runUntilCancelled(
            () -> {
              throw new CancelledException("somebody else's");
            }));
    assertEquals(
        new Outcome.Aborted<>("stop"),
        token.runUntilCancelled(
            () -> {
              source.cancel("stop");
              token.throwIfCancelled();
              return 1;
            }));
  }

  @Test
  void acceptReturnsConnections() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = token.accept(server).orElseThrow()) {
      assertEquals(client.getLocalPort(), accepted.getPort());
      assertFalse(server.isClosed());
    }
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void acceptEndsWithTheTokenOnAPlatformThread() throws Exception {
    assertAcceptEnds(true);
  }

  @Test
  void acceptEndsWithTheTokenOnAVirtualThread() throws Exception {
    assertAcceptEnds(false);
  }

  private void assertAcceptEnds(boolean platform) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CountDownLatch entered = new CountDownLatch(1);
      Callable<Optional<Socket>> accept =
          () -> {
            entered.countDown();
            return token.accept(server);
          };
      Started<Optional<Socket>> acceptor = platform ? onPlatform(accept) : onDefault(accept);
      Waits.await(entered);
      source.cancel("stop");
      assertEquals(Optional.empty(), acceptor.get());
      assertTrue(server.isClosed());
      assertEquals(Optional.empty(), token.accept(server));
    }
  }

  @Test
  void acceptOnAClosedSocketFailsWhileTheTokenIsLive() throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.close();
    assertThrows(IOException.class, () -> token.accept(server));
  }
}
