package dev.belay.linter.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check leaves for the next one of the same project: the outcome of each file that was
 * parsed, and what had to be asked of other files to come to it. The next check takes an outcome
 * over where the file and all answers are the same. Immutable.
 *
 * <p>Rules, settings, libraries, task APIs and this program itself must be the same too. That is
 * for the caller to see to, who keeps memories apart by them.
 */
public final class Memory {

  /** Stands for the facts of a type that a project or a file does not declare. */
  static final long NO_TYPE = 0;

  /** Stands for the version of Java where nothing depends on it. */
  static final int NOT_ASKED = -1;

  /** Stands for the version of Java where nobody says it. */
  static final int NO_LEVEL = 0;

  private static final Memory EMPTY = new Memory(Map.of());

  /**
   * A question for a type of the project.
   *
   * @param name canonical
   * @param facts digest of what was answered; {@link #NO_TYPE} for nothing
   */
  record Answer(String name, long facts) {}

  /**
   * What is known of a file.
   *
   * @param digest of its bytes
   * @param rules numbers of the rules that saw it; empty where it was not checked
   * @param namesakes digest of those that its check knew of; 0 where it was not checked
   * @param types digests of the facts of its types by canonical name, of those that were asked for;
   *     {@link #NO_TYPE} where it has no such type
   * @param asked what its check asked; empty where it was not checked
   * @param level the version of Java as its check heard it, {@link #NOT_ASKED} or {@link #NO_LEVEL}
   * @param outcome of its check, encoded; empty where it was not checked
   */
  record File(
      long digest,
      BitSet rules,
      long namesakes,
      Map<String, Long> types,
      List<Answer> asked,
      int level,
      byte[] outcome) {

    static File unchecked(long digest, Map<String, Long> types) {
      return new File(digest, new BitSet(), 0, types, List.of(), NOT_ASKED, new byte[0]);
    }

    File withTypes(Map<String, Long> others) {
      return new File(digest, rules, namesakes, others, asked, level, outcome);
    }

    boolean isChecked() {
      return outcome.length > 0;
    }
  }

  private final Map<String, File> files;

  /** By path; sorted, so that equal memories are equal bytes. */
  Memory(Map<String, File> files) {
    this.files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The memory of who has seen nothing yet. */
  public static Memory empty() {
    return EMPTY;
  }

  /** By path. */
  Map<String, File> files() {
    return files;
  }

  boolean sameAs(Memory other) {
    return files.keySet().equals(other.files.keySet())
        && files.entrySet().stream()
            .allMatch(
                entry -> {
                  File file = entry.getValue();
                  File then = other.files.get(entry.getKey());
                  return file.digest() == then.digest()
                      && file.types().equals(then.types())
                      && file.outcome() == then.outcome()
                      && file.asked() == then.asked();
                });
  }

  /** Writes it; the stream is left open. */
  public void write(DataOutputStream out) throws IOException {
    Map<String, Integer> names = new HashMap<>();
    Map<Answer, Integer> answers = new HashMap<>();
    List<String> nameOf = new ArrayList<>();
    List<Answer> answerOf = new ArrayList<>();
    for (File file : files.values()) {
      file.types().keySet().forEach(name -> number(name, names, nameOf));
      for (Answer answer : file.asked()) {
        number(answer.name(), names, nameOf);
        number(answer, answers, answerOf);
      }
    }
    out.writeInt(nameOf.size());
    for (String name : nameOf) {
      writeText(name, out);
    }
    out.writeInt(answerOf.size());
    for (Answer answer : answerOf) {
      out.writeInt(names.get(answer.name()));
      out.writeLong(answer.facts());
    }
    out.writeInt(files.size());
    for (Map.Entry<String, File> entry : files.entrySet()) {
      File file = entry.getValue();
      writeText(entry.getKey(), out);
      out.writeLong(file.digest());
      writeBytes(file.rules().toByteArray(), out);
      out.writeLong(file.namesakes());
      out.writeInt(file.types().size());
      for (Map.Entry<String, Long> type : file.types().entrySet()) {
        out.writeInt(names.get(type.getKey()));
        out.writeLong(type.getValue());
      }
      out.writeInt(file.asked().size());
      for (Answer answer : file.asked()) {
        out.writeInt(answers.get(answer));
      }
      out.writeInt(file.level());
      writeBytes(file.outcome(), out);
    }
  }

  private static <T> void number(T item, Map<T, Integer> numbers, List<T> items) {
    if (numbers.putIfAbsent(item, items.size()) == null) {
      items.add(item);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static Memory read(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      names.add(readText(in));
    }
    List<Answer> answers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      answers.add(new Answer(item(names, in.readInt()), in.readLong()));
    }
    Map<String, File> files = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = readText(in);
      long digest = in.readLong();
      BitSet rules = BitSet.valueOf(readBytes(in));
      long namesakes = in.readLong();
      Map<String, Long> types = new TreeMap<>();
      for (int more = in.readInt(); more > 0; more--) {
        types.put(item(names, in.readInt()), in.readLong());
      }
      List<Answer> asked = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        asked.add(item(answers, in.readInt()));
      }
      files.put(
          path, new File(digest, rules, namesakes, types, asked, in.readInt(), readBytes(in)));
    }
    return new Memory(files);
  }

  private static <T> T item(List<T> items, int number) throws IOException {
    if (number < 0 || number >= items.size()) {
      throw new IOException("no item " + number + " of " + items.size());
    }
    return items.get(number);
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new IOException("ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }
}
