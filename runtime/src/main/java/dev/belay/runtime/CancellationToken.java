package dev.belay.runtime;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Says whether work is to stop, and why. Handed to the work; the {@link CancellationSource} stays
 * with whoever may stop it. A token changes once, from live to cancelled, and never back.
 *
 * <p>All methods may be called from any thread. What the canceller did before {@code cancel}
 * happens before everything that follows a call which saw the cancellation.
 */
public sealed interface CancellationToken permits TokenNode {

  /** Whether work is to stop. Never blocks; costs one volatile read. */
  boolean isCancelled();

  /** Why work is to stop; empty as long as it is not. Never blocks. */
  Optional<Object> reason();

  /**
   * Returns at once if the token is live.
   *
   * @throws CancelledException with the reason, if it is cancelled
   */
  void throwIfCancelled();

  /**
   * Runs the callback once when the token is cancelled, on the canceller's thread, before {@code
   * cancel} returns. The newest callback runs first. If the token is cancelled already the callback
   * runs now, on the calling thread, and the registration is spent.
   *
   * <p>A callback should be short: the canceller waits for it. It may cancel, register, unregister
   * and make children. What it throws goes to {@link Listener#callbackFailed}.
   *
   * @return to be unregistered or closed when the callback is not wanted any more; the token keeps
   *     it until then
   */
  Registration onCancel(Runnable callback);

  /**
   * Waits until the time has passed or the token is cancelled. If it is cancelled already this
   * returns at once, also on an interrupted thread, whose status then stays set.
   *
   * @return true if the whole time has passed, false if the token was cancelled
   * @throws InterruptedException if the thread is interrupted while the token is live
   * @throws IllegalArgumentException if the time is negative
   */
  boolean sleep(Duration time) throws InterruptedException;

  /**
   * Runs the body on the calling thread and interrupts it when the token is cancelled. The body
   * does not run if the token is cancelled already. After this returns, no interrupt of ours can
   * reach the thread.
   *
   * @return {@code Success} if the body returned, cancelled or not: a value is never thrown away;
   *     {@code Aborted} if it was cancelled and threw {@link InterruptedException} or {@link
   *     CancelledException}; {@code Failed} with anything else it threw
   * @throws InterruptedException if the thread was interrupted by somebody else, before or while
   *     the body ran
   */
  <R> Outcome<R> runUntilCancelled(Callable<? extends R> body) throws InterruptedException;

  /**
   * Waits for the next element of the queue. An element that was taken is always returned; on a
   * cancelled token none is.
   *
   * @return empty if the token was cancelled
   * @throws InterruptedException if the thread is interrupted by somebody else
   */
  <E> Optional<E> take(BlockingQueue<? extends E> queue) throws InterruptedException;

  /**
   * Waits for the next connection. When the token is cancelled the server socket is closed, because
   * nothing else ends an accept on every kind of thread; so is it if the token was cancelled
   * before. A connection that was accepted is always returned.
   *
   * @return empty if the token was cancelled
   * @throws IOException as {@link ServerSocket#accept()} does, with the token live. An interrupt
   *     from elsewhere has the JDK's effect: none on a platform thread, while on a virtual one it
   *     closes the socket
   */
  Optional<Socket> accept(ServerSocket socket) throws IOException;

  /**
   * A source whose token is cancelled with this one, for the same reason, or on its own. A child of
   * a cancelled token is born cancelled. Close it when its work has ended: until then this token
   * keeps it. Never blocks; each call makes a new one.
   */
  CancellationSource child();

  /**
   * A new future that completes with the reason, on the canceller's thread, when the token is
   * cancelled; at once if it is. Completing or cancelling it from elsewhere releases it and does
   * not touch the token. The token keeps it until one of the two happens. Never blocks.
   */
  CompletableFuture<Object> future();

  /**
   * A source whose token is cancelled with the first of its parents, or on its own. Close it when
   * its work has ended: until then the parents keep it.
   *
   * @param parents one at least; if some are cancelled already, the first of those gives the reason
   * @throws IllegalArgumentException if there are none
   */
  static CancellationSource anyOf(CancellationToken... parents) {
    return new CancellationSource(TokenNode.anyOf(parents));
  }
}
