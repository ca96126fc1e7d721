package dev.belay.cli;

import dev.belay.rules.AllRules;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The program's entry: the one place that touches the process's streams and ends it. */
public final class Main {

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // Left alone, what nobody caught would end Java with 1, which is our word for findings.
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, broken) -> {
              err.println("belay: the program failed: " + broken);
              System.exit(Exit.UNUSABLE);
            });
    spareLookups();
    Thread ahead = Ahead.start(arguments);
    int code = Belay.run(arguments, surroundings(err), AllRules.RULES);
    ahead.join();
    err.flush();
    end(code);
  }

  /** Without what waits for an exit, where the launcher says that nothing does. */
  private static void end(int code) {
    if (Boolean.getBoolean("belay.alone")) {
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  /** What libraries would look for at every start. */
  private static void spareLookups() {
    // No option is a time or a connection.
    System.setProperty("picocli.converters.excludes", "java.(time|sql).*");
    // JGit asks for a logger. Left alone, SLF4J would search all jars for one; told, it says so.
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  /** A terminal is known to the launcher alone: Java has no question for a single stream. */
  private static Surroundings surroundings(PrintStream err) {
    List<String> terminals = List.of(System.getProperty("belay.terminals", "").split(","));
    return new Surroundings(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        err,
        System.getenv(),
        Path.of("").toAbsolutePath(),
        terminals.contains("out"),
        terminals.contains("err"));
  }
}
