package dev.belay.cli.page;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Lays Markdown out for a terminal: paragraphs wrapped, code indented as it is, headings bold. */
final class TerminalMarkdown extends AbstractVisitor {

  private final Ansi colours;
  private final int width;
  private final StringBuilder out = new StringBuilder();
  private String indent = "";
  private String bullet = "";

  TerminalMarkdown(Ansi colours, int width) {
    this.colours = colours;
    this.width = width;
  }

  /** The whole document, ending with one line feed. */
  String render(Node document) {
    document.accept(this);
    return out.toString().stripTrailing() + "\n";
  }

  /** The words of a node in one line, code in backticks, links by their words. */
  static String plain(Node node) {
    Words words = new Words();
    if (node != null) {
      node.accept(words);
    }
    return words.out.toString().strip().replaceAll("\\s+", " ");
  }

  static String bold(String text, Ansi colours) {
    return colours.enabled() ? Style.bold.on() + text + Style.bold.off() : text;
  }

  @Override
  public void visit(Heading heading) {
    line(bold(plain(heading), colours));
  }

  @Override
  public void visit(Paragraph paragraph) {
    wrap(plain(paragraph));
    boolean tight =
        paragraph.getParent() instanceof ListItem
            && paragraph.getParent().getParent() instanceof org.commonmark.node.ListBlock list
            && list.isTight();
    if (!tight) {
      out.append('\n');
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(HtmlBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(ThematicBreak rule) {
    line("-".repeat(width - indent.length()));
  }

  @Override
  public void visit(BlockQuote quote) {
    indented("  ", () -> visitChildren(quote));
  }

  @Override
  public void visit(BulletList list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      item("- ", item);
    }
    out.append('\n');
  }

  @Override
  public void visit(OrderedList list) {
    Integer first = list.getMarkerStartNumber();
    int number = first == null ? 1 : first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      item(number++ + ". ", item);
    }
    out.append('\n');
  }

  private void item(String mark, Node item) {
    bullet = indent + mark;
    indented(" ".repeat(mark.length()), () -> visitChildren(item));
    bullet = "";
  }

  private void indented(String more, Runnable body) {
    String before = indent;
    indent = before + more;
    body.run();
    indent = before;
  }

  private void line(String text) {
    out.append(takeIndent()).append(text).append("\n");
  }

  private void code(String literal) {
    literal
        .stripTrailing()
        .lines()
        .forEach(
            line -> out.append(line.isBlank() ? "" : takeIndent() + "    " + line).append('\n'));
    out.append('\n');
  }

  private void wrap(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    StringBuilder line = new StringBuilder(takeIndent());
    int blank = line.length();
    for (String word : words) {
      if (line.length() > blank && line.length() + 1 + word.length() > width) {
        out.append(line).append('\n');
        line = new StringBuilder(indent);
        blank = line.length();
      }
      if (line.length() > blank) {
        line.append(' ');
      }
      line.append(word);
    }
    out.append(line).append('\n');
  }

  /** The bullet of an item before its first line, blanks before the others. */
  private String takeIndent() {
    String taken = bullet.isEmpty() ? indent : bullet;
    bullet = "";
    return taken;
  }

  private static final class Words extends AbstractVisitor {

    private final StringBuilder out = new StringBuilder();

    @Override
    public void visit(Text text) {
      out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      out.append('`').append(code.getLiteral()).append('`');
    }

    @Override
    public void visit(HtmlInline html) {
      out.append(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      out.append(' ');
    }

    @Override
    public void visit(HardLineBreak end) {
      out.append(' ');
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      if (link.getDestination().startsWith("http")) {
        out.append(" (").append(link.getDestination()).append(')');
      }
    }
  }
}
