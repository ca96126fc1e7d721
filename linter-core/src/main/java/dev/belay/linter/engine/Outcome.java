package dev.belay.linter.engine;

import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.Suppression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of one file, as bytes and back. */
final class Outcome {

  private Outcome() {}

  /** Whether it can be kept: what this program failed at is tried again. */
  static boolean isKept(FileResult result) {
    return result.problems().stream()
        .allMatch(p -> p instanceof Problem.Unparsable || p instanceof Problem.TooDeep);
  }

  /** The bytes of a result that {@link #isKept}; never empty. */
  static byte[] encode(FileResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new Writer(new DataOutputStream(bytes)).write(result);
    } catch (IOException e) {
      throw new UncheckedIOException("memory refuses bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The result that some bytes stand for.
   *
   * @throws IOException if they stand for none
   */
  static FileResult decode(byte[] bytes) throws IOException {
    try {
      return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).readResult();
    } catch (IllegalArgumentException e) {
      throw new IOException("no result", e);
    }
  }

  private interface Put<T> {
    void put(T item) throws IOException;
  }

  private interface Get<T> {
    T get() throws IOException;
  }

  /** Writes part by part, in the order of the records. */
  private record Writer(DataOutputStream out) {

    void write(FileResult result) throws IOException {
      list(result.findings(), this::finding);
      list(
          result.suppressed(),
          suppressed -> {
            finding(suppressed.finding());
            suppression(suppressed.by());
          });
      list(result.problems(), this::problem);
    }

    private void finding(Finding finding) throws IOException {
      text(finding.ruleId());
      out.writeByte(finding.severity().ordinal());
      location(finding.at());
      text(finding.message());
      text(finding.enclosing());
      list(
          finding.evidence(),
          step -> {
            location(step.at());
            text(step.text());
          });
      optional(finding.help());
      list(finding.fixes(), this::fix);
      optional(finding.refusal().map(Refusal::reason));
      text(finding.fingerprint());
    }

    private void fix(Fix fix) throws IOException {
      text(fix.title());
      out.writeByte(fix.safety().ordinal());
      list(
          fix.edits(),
          edit -> {
            range(edit.range());
            text(edit.replacement());
          });
    }

    private void suppression(Suppression suppression) throws IOException {
      location(suppression.at());
      range(suppression.range());
      out.writeByte(suppression.form().ordinal());
      list(suppression.ruleIds(), this::text);
      optional(suppression.reason());
    }

    private void problem(Problem problem) throws IOException {
      if (problem instanceof Problem.Unparsable unparsable) {
        out.writeByte(0);
        text(unparsable.path());
        out.writeInt(unparsable.at());
        text(unparsable.what());
        out.writeBoolean(unparsable.partly());
      } else if (problem instanceof Problem.TooDeep deep) {
        out.writeByte(1);
        text(deep.path());
        text(deep.what());
      } else {
        throw new IllegalArgumentException("not kept: " + problem);
      }
    }

    private void location(Location at) throws IOException {
      text(at.path());
      out.writeInt(at.startLine());
      out.writeInt(at.startColumn());
      out.writeInt(at.endLine());
      out.writeInt(at.endColumn());
    }

    private void range(SourceRange range) throws IOException {
      out.writeInt(range.start());
      out.writeInt(range.end());
    }

    private void optional(Optional<String> text) throws IOException {
      list(text.stream().toList(), this::text);
    }

    private void text(String text) throws IOException {
      Memory.writeText(text, out);
    }

    private <T> void list(List<T> items, Put<T> put) throws IOException {
      out.writeInt(items.size());
      for (T item : items) {
        put.put(item);
      }
    }
  }

  /** Reads in the same order. */
  private record Reader(DataInputStream in) {

    FileResult readResult() throws IOException {
      return new FileResult(
          list(this::finding),
          list(() -> new Report.Suppressed(finding(), suppression())),
          list(this::problem));
    }

    private Finding finding() throws IOException {
      return new Finding(
          text(),
          one(Severity.values()),
          location(),
          text(),
          text(),
          list(() -> new Evidence(location(), text())),
          optional(),
          list(this::fix),
          optional().map(Refusal::new),
          text());
    }

    private Fix fix() throws IOException {
      return new Fix(text(), one(Fix.Safety.values()), list(() -> new Edit(range(), text())));
    }

    private Suppression suppression() throws IOException {
      return new Suppression(
          location(), range(), one(Suppression.Form.values()), list(this::text), optional());
    }

    private Problem problem() throws IOException {
      return in.readByte() == 0
          ? new Problem.Unparsable(text(), in.readInt(), text(), in.readBoolean())
          : new Problem.TooDeep(text(), text());
    }

    private Location location() throws IOException {
      return new Location(text(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    private SourceRange range() throws IOException {
      return new SourceRange(in.readInt(), in.readInt());
    }

    private Optional<String> optional() throws IOException {
      return list(this::text).stream().findFirst();
    }

    private String text() throws IOException {
      return Memory.readText(in);
    }

    private <T> T one(T[] values) throws IOException {
      int number = in.readByte();
      if (number < 0 || number >= values.length) {
        throw new IOException("no value " + number + " of " + values.length);
      }
      return values[number];
    }

    private <T> List<T> list(Get<T> get) throws IOException {
      List<T> items = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        items.add(get.get());
      }
      return List.copyOf(items);
    }
  }
}
