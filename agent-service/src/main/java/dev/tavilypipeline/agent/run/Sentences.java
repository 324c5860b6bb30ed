package dev.tavilypipeline.agent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a paragraph into sentences and leaves out what is none, or is addressed to the visitor of the page. */
final class Sentences {

    static final int MAX_CHARACTERS = 400;
    private static final int MIN_CHARACTERS = 10;
    private static final int MAX_ABBREVIATION_LENGTH = 12;
    private static final int MIN_WORDS = 3;
    private static final int MIN_CHARACTERS_WITHOUT_SPACES = 8;
    private static final double MIN_LETTERS = 0.7;

    /** After a full stop and a space a new sentence begins in upper case; scripts that have no case use their own stops. */
    private static final Pattern END = Pattern.compile(
            "[.!?]+[\"'”’»)\\]]*(?=\\s+(?:[\"'“„«(¿¡]?[\\p{Lu}\\p{Lt}\\p{Lo}\\p{N}]|[{\\[<]))|[。！？｡]+[」』”）]*|[।۔؟]+(?=\\s)|$");
    private static final Pattern ABBREVIATION = Pattern
            .compile("(?:^|[\\s(.])(?:\\p{Lu}|[A-Z]\\.[A-Z]|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Prof|St|"
                    + "No|Nr|Jr|Sr|Bros|vs|e\\.g|i\\.e|approx|bzw|ca|z\\.\\s?B|usw|ggf|[Ss]og|Mio|Mrd|\\d{1,2})\\.$");
    private static final Pattern WHOLE = Pattern.compile("(?s).*[^.…\\s]\\.[\"'”’»)\\]]*|.*[。｡।۔][」』”）]*");
    private static final Pattern BEGIN = Pattern.compile("^[\"'“„«(\\[?¿¡「『*]*(\\S+)");
    private static final Pattern SPACELESS = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");
    private static final Pattern NOT_PROSE = Pattern.compile("https?://|www\\.|\\S@\\S+\\.\\S|[{}]|=>|\\(\\);|\\[\\[");
    /** Most of it begins at the beginning of a word, so that most places in a sentence are passed over at once. */
    private static final Pattern TO_VISITORS = Pattern
            .compile("(?i)\\b(?:(?:we|site|website|page|us(?:e|es|ing)) (?:and our \\w+ )?(?:use |of )?cookies"
                    + "|cookie (?:policy|settings|preferences|consent|notice)|(?:accept|reject|manage|all) (?:all )?cookies|use of cookies"
                    + "|privacy policy|terms of (?:use|service)|all rights reserved|copyright (?:\\(c\\) )?\\d{4}|enable javascript"
                    + "|your (?:web )?browser|(?:sign|log) (?:in|up) (?:to|for|now|with)|subscribe (?:to|now|for)|our newsletter"
                    + "|click (?:here|on)|(?:read|learn) more|skip to (?:main )?content|are you a (?:human|robot)|terms and conditions"
                    + "|verwende[nt] (?:wir )?cookies|cookies (?:zu|von|auf|pour|para|per)\\b|alle cookies"
                    + "|utilis(?:e|ons) des cookies|politique de confidentialité|utilizamos cookies|política de privacidad|utilizza (?:i )?cookie)"
                    + "|datenschutz(?:erklärung|hinweis)|newsletter (?:an|abonn)|©|クッキー|プライバシーポリシー|利用規約|ログイン|使用\\s?cookie|隐私政策|登录|注册");

    private Sentences() {
    }

    static List<String> of(String paragraph) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (Matcher end = END.matcher(paragraph); end.find();) {
            String tail = paragraph.substring(Math.max(start, end.end() - MAX_ABBREVIATION_LENGTH), end.end());
            if (end.end() == paragraph.length() || !ABBREVIATION.matcher(tail).find()) {
                sentences.add(paragraph.substring(start, end.end()).strip());
                start = end.end();
            }
        }
        return sentences.stream().filter(Sentences::isWhole).toList();
    }

    private static boolean isWhole(String sentence) {
        return (sentence.length() >= MIN_CHARACTERS
                || (sentence.length() >= MIN_CHARACTERS_WITHOUT_SPACES && SPACELESS.matcher(sentence).find()))
                && sentence.length() <= MAX_CHARACTERS && WHOLE.matcher(sentence).matches() && beginsWell(sentence)
                && isProse(sentence) && !TO_VISITORS.matcher(sentence).find();
    }

    /** Not in lower case, which would be the rest of a sentence; {@code eBay} is a name. */
    private static boolean beginsWell(String sentence) {
        Matcher first = BEGIN.matcher(sentence);
        return first.find() && Character.isLetterOrDigit(first.group(1).codePointAt(0))
                && (!Character.isLowerCase(first.group(1).codePointAt(0))
                        || first.group(1).chars().anyMatch(Character::isUpperCase));
    }

    private static boolean isProse(String sentence) {
        int[] characters = sentence.codePoints().toArray();
        int letters = 0;
        int upper = 0;
        int lower = 0;
        for (int c : characters) {
            int type = Character.getType(c);
            upper += Character.isUpperCase(c) ? 1 : 0;
            lower += Character.isLowerCase(c) ? 1 : 0;
            letters += c == ' ' || Character.isLetter(c) || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK ? 1 : 0;
        }
        boolean enough = sentence.split(" ").length >= MIN_WORDS || SPACELESS.matcher(sentence).find();
        return enough && letters >= MIN_LETTERS * characters.length && upper <= Math.max(8, lower)
                && !NOT_PROSE.matcher(sentence).find();
    }
}
