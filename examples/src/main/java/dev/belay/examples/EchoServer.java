package dev.belay.examples;

import dev.belay.runtime.CancellationToken;
import dev.belay.runtime.Listener;
import dev.belay.runtime.Outcome;
import dev.belay.runtime.Registration;
import dev.belay.runtime.Stop;
import dev.belay.runtime.TaskScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP server that sends back what it gets: with a limit on connections, one token that ends all
 * of them and one for each, and an end at SIGTERM that lets connections finish within a grace time
 * and names those that do not.
 */
public final class EchoServer {

  /** What is done with one connection. */
  @FunctionalInterface
  public interface Conversation {

    /**
     * Talks until the client or the token ends it. The socket is closed afterwards.
     *
     * @param token cancelled when the server stops; reading from the socket then finds its end
     */
    void run(Socket socket, CancellationToken token) throws IOException;
  }

  private final int limit;
  private final Duration grace;
  private final Conversation conversation;
  private final PrintStream log;

  /** Accepted and not yet closed, for those whose task is stopped before its body begins. */
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * A server that is not running yet.
   *
   * @param limit how many connections are served at once; the next one waits, others queue up
   *     before the server socket
   * @param grace how long connections may take to end when the process is asked to
   */
  public EchoServer(int limit, Duration grace, Conversation conversation, PrintStream log) {
    this.limit = limit;
    this.grace = grace;
    this.conversation = conversation;
    this.log = log;
  }

  /**
   * Serves until the process is asked to end.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for a free place;
   *     connections are ended then
   */
  public void serve(ServerSocket server) throws IOException, InterruptedException {
    try (TaskScope<Void> connections =
        TaskScope.open("echo", options -> options.limit(limit).isolate().listener(report()))) {
      Registration hook = TaskScope.onJvmShutdown(connections, grace);
      log.println("listening on " + server.getLocalPort());
      long number = 0;
      Optional<Socket> accepted;
      while ((accepted = connections.token().accept(server)).isPresent()) {
        Socket socket = accepted.get();
        open.add(socket);
        number++;
        connections.startInterruptibly("connection " + number, token -> serve(socket, token));
      }
      // Unless the hook runs, in which case closing the scope lets it finish.
      hook.unregister();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /**
   * One connection.
   *
   * @param token its own, a child of the server's
   */
  private void serve(Socket socket, CancellationToken token) throws IOException {
    Registration end = token.onCancel(() -> endInput(socket));
    try (socket) {
      conversation.run(socket, token);
    } finally {
      end.unregister();
      open.remove(socket);
    }
  }

  /** The read that waits for a client finds the end; what was read is still answered. */
  private static void endInput(Socket socket) {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      // It was closed by the other side or by its own task, which is what is wanted.
      assert socket.isClosed() || socket.isInputShutdown() : e;
    }
  }

  /** Sends back every byte. */
  static void echo(Socket socket, CancellationToken token) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    byte[] buffer = new byte[8192];
    int read;
    while (!token.isCancelled() && (read = in.read(buffer)) >= 0) {
      out.write(buffer, 0, read);
    }
  }

  private Listener report() {
    return new Listener() {
      @Override
      public void taskEnded(String scope, String task, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failed<?> failed) {
          log.println(task + " failed: " + failed.failure());
        }
      }

      @Override
      public void stopped(String scope, Stop stop) {
        log.println(stop);
      }
    };
  }

  /**
   * Runs the server on the loopback address.
   *
   * @param args port (0 for any), most connections, seconds of grace
   */
  public static void main(String... args) throws IOException, InterruptedException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int limit = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    long seconds = args.length > 2 ? Long.parseLong(args[2]) : 10;
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      new EchoServer(limit, Duration.ofSeconds(seconds), EchoServer::echo, System.out)
          .serve(server);
    }
  }
}
