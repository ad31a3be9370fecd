package org.sallyport.server.web.admin.server;

import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Which servers ask, through which listener, and when each was last heard of; whether listeners answer; and how a
/// server is set up to ask.
@Controller
@RequestMapping("/admin/servers")
class ServerPages {
    static final String PATH = "/admin/servers";

    private final ListenerFinder listeners;
    private final Services.Servers servers;
    private final SnippetFinder snippets;
    private final Trials trials;
    private final InstantSource clock;

    ServerPages(
            ListenerFinder listeners,
            Services.Servers servers,
            SnippetFinder snippets,
            Trials trials,
            InstantSource clock) {
        this.listeners = listeners;
        this.servers = servers;
        this.snippets = snippets;
        this.trials = trials;
        this.clock = clock;
    }

    @Needs(Permission.SERVERS_SEE)
    @GetMapping
    ModelAndView list() {
        return page("", List.of());
    }

    /// Asks a listener, or a Dovecot server, and shows what came of it.
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/test")
    ModelAndView test(
            @RequestParam(defaultValue = "") String listener, @RequestParam(defaultValue = "") String doveadm) {
        var found = doveadm.isEmpty() ? trials.ofListener(listener) : trials.ofDoveadm(doveadm);
        if (found.isEmpty()) {
            throw new NoSuchThing();
        }
        return page(doveadm.isEmpty() ? listener : "doveadm " + doveadm, found);
    }

    /// @param tested what the tests are of: the code of a listener, or `doveadm` and a name
    private ModelAndView page(String tested, List<Trial> found) {
        return Page.of("admin/servers")
                .with("tested", tested)
                .with("trials", found)
                .with("listeners", listeners.on())
                .with("off", listeners.off())
                .with("doveadm", servers.listeners().verify().doveadm())
                .with("since", servers.notes().since())
                .with("now", clock.instant())
                .show();
    }

    @Needs(Permission.SERVERS_SEE)
    @GetMapping("/set-up")
    ModelAndView setUp() {
        return Page.of("admin/servers-set-up").with("snippets", snippets.all()).show();
    }
}
