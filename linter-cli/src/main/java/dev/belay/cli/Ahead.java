package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.source.Digest;
import java.util.List;

/**
 * Reads tables that a check will ask for, while another thread still reads the command line and the
 * configuration: a tenth of what one small file takes.
 */
final class Ahead {

  private Ahead() {}

  /**
   * Starts to read what a command line seems to ask for. Each table is read once, on first demand;
   * who asks while it is read waits for it, and who never asks is none the worse.
   */
  static Thread start(String[] arguments) {
    List<String> words = List.of(arguments);
    boolean checks = words.contains("check");
    boolean describes = checks && words.toString().contains("sarif");
    Thread reader = new Thread(() -> read(checks, describes), "belay-ahead");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  private static void read(boolean checks, boolean describes) {
    if (checks) {
      // Java computes tables for it.
      Digest.of(new byte[0]);
      Catalogue.standard();
      LibraryLinks.stored();
      new StoredSignatures().find("java.lang.Object");
    }
    if (describes) {
      RuleBook.readPages();
    }
  }
}
