package dev.belay.runtime;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** The waits of a thread that ends them when a token is cancelled. */
final class TokenWaits {

  private TokenWaits() {}

  static boolean sleep(TokenNode token, Duration time) throws InterruptedException {
    long nanos = Durations.nanos(time, "time");
    if (token.isCancelled()) {
      return false;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Ticker ticker = token.hooks().ticker();
    long start = ticker.nanoTime();
    Thread sleeper = Thread.currentThread();
    Registration wake = token.onCancel(() -> LockSupport.unpark(sleeper));
    try {
      while (true) {
        if (token.isCancelled()) {
          return false;
        }
        long left = nanos - (ticker.nanoTime() - start);
        if (left <= 0) {
          return true;
        }
        ticker.park(token, left);
        if (!token.isCancelled() && Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      wake.unregister();
    }
  }

  static <R> Outcome<R> runUntilCancelled(TokenNode token, Callable<? extends R> body)
      throws InterruptedException {
    Objects.requireNonNull(body, "body");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (token.isCancelled()) {
      return new Outcome.Aborted<>(token.reasonOrNull());
    }
    InterruptBridge bridge = new InterruptBridge();
    bridge.begin();
    Thread worker = Thread.currentThread();
    Registration interrupt = token.onCancel(() -> interrupt(bridge, worker));
    try {
      R value = body.call();
      bridge.finish();
      return new Outcome.Success<>(value);
    } catch (InterruptedException e) {
      if (bridge.finish()) {
        throw e;
      }
      return new Outcome.Aborted<>(token.reasonOrNull());
    } catch (CancelledException e) {
      bridge.finish();
      return token.isCancelled()
          ? new Outcome.Aborted<>(token.reasonOrNull())
          : new Outcome.Failed<>(e);
    } catch (Throwable failure) {
      bridge.finish();
      return new Outcome.Failed<>(failure);
    } finally {
      interrupt.unregister();
      bridge.leave();
    }
  }

  private static void interrupt(InterruptBridge bridge, Thread worker) {
    if (bridge.beginInterrupt()) {
      try {
        worker.interrupt();
      } finally {
        bridge.interrupted();
      }
    }
  }

  static <E> Optional<E> take(TokenNode token, BlockingQueue<? extends E> queue)
      throws InterruptedException {
    Objects.requireNonNull(queue, "queue");
    Outcome<E> outcome = runUntilCancelled(token, queue::take);
    if (outcome instanceof Outcome.Success<E> taken) {
      return Optional.of(taken.value());
    }
    if (outcome instanceof Outcome.Failed<E> failed) {
      // BlockingQueue.take declares nothing but the interrupt.
      if (failed.failure() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failed.failure();
    }
    return Optional.empty();
  }

  static Optional<Socket> accept(TokenNode token, ServerSocket socket) throws IOException {
    Objects.requireNonNull(socket, "socket");
    Registration close = token.onCancel(() -> closeQuietly(token, socket));
    try {
      return Optional.of(socket.accept());
    } catch (IOException e) {
      if (token.isCancelled()) {
        return Optional.empty();
      }
      throw e;
    } finally {
      // Waits if it is being closed: what follows finds it open or closed, not half of each.
      close.close();
    }
  }

  private static void closeQuietly(TokenNode token, ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      token.hooks().callbackFailed(e);
    }
  }
}
