package dev.tavilypipeline.agent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the prose in the text of a page: without markup, headings, tables, menus and code. It gives paragraphs, each in one
 * line; what is no sentence in them is {@link Sentences}' to leave out.
 */
final class PageText {

    private static final Pattern CODE = Pattern
            .compile("(?s)(```|~~~).*?(\\1|$)|<(script|style|pre|code|nav|table)\\b.*?(</\\3>|$)|<!--.*?(-->|$)");
    private static final Pattern BLOCK_TAG = Pattern
            .compile("(?i)</?(p|div|br|li|ul|ol|tr|td|th|h[1-6]|section|article|header|footer)\\b[^<>]{0,500}>");
    private static final Pattern HEADING_TAG = Pattern.compile("(?is)<(h[1-6]|title|button|th)\\b[^<>]{0,500}>.{0,500}?</\\1>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
    private static final Pattern ENTITY = Pattern
            .compile("&(amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|#\\d{1,6}|#[xX][0-9a-fA-F]{1,5});");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*]\\([^)]*\\)");
    /** Possessive: otherwise each pair of brackets in an address would need a frame of the stack. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\([^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\)");
    private static final Pattern NOTE = Pattern.compile("\\[(\\d{1,3}|[a-z]|edit|citation needed|note \\d+)]");
    private static final Pattern EMPHASIS = Pattern
            .compile("\\*{1,3}(?=\\S)([^*\\n]+?)(?<=\\S)\\*{1,3}|__([^_\\n]+)__|`([^`\\n]+)`");
    private static final Pattern NO_PROSE = Pattern.compile("#{1,6}\\s.*|[=\\-*_~+\\s]{3,}|\\|.*|.*\\|.*\\|.*");
    private static final Pattern PREFIX = Pattern.compile("^(?:[>\\s]*(?:[-*+•·▪◦–—]|\\d{1,2}[.)])\\s+|[>\\s]+)");
    private static final Pattern SEPARATOR = Pattern
            .compile("\\s*(?:\\[\\.\\.\\.]|\\[…]|\\s\\.{3}\\s|\\s…\\s|\\s[|•·»›▪]\\s)\\s*");
    private static final Pattern WRAPPED = Pattern.compile(".{40,}[^.!?。！？:]");
    private static final Pattern UNFINISHED = Pattern
            .compile(".*[\\s,](?:of|the|in|and|or|a|an|by|for|with|to|from|at|on|as|is|der|die|das|den|"
                    + "dem|des|von|und|im|am|mit|für|de|la|le|les|du|et|en|el|los|y|del|di|il|e),?|.*,");
    private static final int MENU_LINKS = 3;
    private static final int MENU_LETTERS = 20;

    private PageText() {
    }

    static List<String> paragraphs(String content) {
        String text = TAG.matcher(BLOCK_TAG.matcher(HEADING_TAG.matcher(CODE.matcher(content).replaceAll("\n"))
                .replaceAll("\n")).replaceAll("\n")).replaceAll("");
        List<String> paragraphs = new ArrayList<>();
        String open = "";
        for (String line : text.split("\n", -1)) {
            String prose = prose(line);
            boolean goesOn = !prose.isEmpty() && !PREFIX.matcher(line).find() && WRAPPED.matcher(open).matches()
                    && (Character.isLowerCase(prose.codePointAt(0)) || UNFINISHED.matcher(open).matches());
            if (!goesOn && !open.isEmpty()) {
                paragraphs.add(open);
            }
            open = goesOn ? open + " " + prose : prose;
        }
        return Stream.concat(paragraphs.stream(), Stream.of(open)).flatMap(SEPARATOR::splitAsStream)
                .map(String::strip).filter(paragraph -> !paragraph.isEmpty()).toList();
    }

    /** @return empty for a line that is none */
    private static String prose(String line) {
        if (NO_PROSE.matcher(line.strip()).matches() || isMenu(line)) {
            return "";
        }
        String words = LINK.matcher(IMAGE.matcher(line).replaceAll("")).replaceAll("$1");
        words = EMPHASIS.matcher(NOTE.matcher(words).replaceAll("")).replaceAll("$1$2$3");
        return entities(PREFIX.matcher(words).replaceFirst("")).replaceAll("\\s+", " ").strip();
    }

    private static boolean isMenu(String line) {
        long links = LINK.matcher(line).results().count();
        return links >= MENU_LINKS
                && LINK.matcher(line).replaceAll("").codePoints().filter(Character::isLetter).count() < MENU_LETTERS;
    }

    private static String entities(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
    }

    private static String character(String name) {
        if (name.startsWith("#")) {
            int code = name.charAt(1) == 'x' || name.charAt(1) == 'X' ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            boolean text = Character.isDefined(code) && !Character.isISOControl(code)
                    && Character.getType(code) != Character.SURROGATE;
            return text ? Character.toString(code) : " ";
        }
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "ndash" -> "–";
            case "mdash" -> "—";
            case "hellip" -> "…";
            default -> " ";
        };
    }
}
