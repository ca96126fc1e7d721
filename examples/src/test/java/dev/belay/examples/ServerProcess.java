package dev.belay.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that runs as a process of its own, as in production. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = out.readLine();
    assertTrue(first != null && first.startsWith("listening on "), "said: " + first);
    port = Integer.parseInt(first.substring("listening on ".length()));
  }

  static ServerProcess start(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /**
   * Sends SIGTERM; through the handle, since the process itself would close our end of its output.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for the end and returns what was said since the start. */
  List<String> awaitEnd() throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    String line;
    while ((line = out.readLine()) != null) {
      said.add(line);
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process did not end");
    return said;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
