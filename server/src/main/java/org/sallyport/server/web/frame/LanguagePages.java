package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The language switch of every page: for a visitor it changes the account's language, for a stranger the browser's.
@Controller
class LanguagePages {
    // Paths of ours, so that nobody is sent elsewhere: segments begin with a letter or digit, so "//host" is none; and
    // at most one parameter, so that a page comes back as it was.
    private static final Pattern HERE = Pattern.compile("/|(?:/[a-z0-9][a-z0-9-]{0,63}){1,4}"
            + "(?:\\?[a-z]{1,10}=(?:[A-Za-z0-9%_.+-]{0,200}|(?:/[a-z0-9-]{1,40}){1,3}))?");

    private final Languages languages;
    private final LanguageChoice choice;
    private final Store store;

    LanguagePages(Languages languages, LanguageChoice choice, Store store) {
        this.languages = languages;
        this.choice = choice;
        this.store = store;
    }

    @PostMapping("/language")
    String change(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String here,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.find(language).map(Languages.Language::locale).ifPresent(locale -> {
            choice.setLocale(request, response, locale);
            LanguageChoice.visitor().ifPresent(visitor -> remember(visitor.id(), locale));
        });
        return "redirect:" + (HERE.matcher(here).matches() ? here : "/");
    }

    private void remember(AccountId id, Locale locale) {
        store.transact(books -> {
            var changed = Accounts.in(books)
                    .find(id)
                    .filter(account -> !account.profile().language().equals(locale))
                    .map(account -> account.withProfile(account.profile().withLanguage(locale)));
            changed.filter(Accounts.in(books)::replace)
                    .ifPresent(account -> Changes.in(books).changed(account.id()));
            return true;
        });
    }
}
