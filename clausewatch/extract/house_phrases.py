"""What the houses of newspapers and broadcasters say of their alerts, comments, complaints and accounts: one pattern a
phrase, each of a whole paragraph in lower case.
"""

HOUSE_NOTICES = (
    # Of news that breaks.
    r"this (?:is a )?breaking (?:news )?(?:story|news)\b.{0,80}\b(?:updated?|published|follow|refresh)\b.{0,200}",
    r"(?:please )?refresh (?:the|this|your) (?:page|browser)\b.{0,160}",
    r"you can (?:also )?(?:receive|get) breaking news\b.{0,300}",
    r"you can (?:also )?follow @\w+\b.{0,200}",
    r"(?:for|to get) (?:all )?the latest\b[^.!?“\"]{0,120}\b(?:sign up|subscribe|go to our|visit our|click)\b.{0,160}",
    (
        r"(?:for more of|to (?:stay|keep) up[- ]to[- ]date with) (?:all )?the latest\b.{0,160}"
        r"\b(?:sign up|newsletters?)\b.{0,120}"
    ),
    r"follow [^.!?“\"]{0,60}\bon (?:snapchat|google news|tiktok|threads|bluesky)\b.{0,160}",
    r"follow the latest (?:updates|developments)\b[^“\"]{0,60}\b(?:live blog|below|here)\b.{0,40}",
    r"(?:add|make|choose|prefer|set) \w+(?: \w+){0,6} on google\b.{0,60}",
    r"add as (?:an?|your) preferred source\b.{0,40}",
    # Of comments and what else readers send.
    r"(?:comment|community|commenting) (?:guidelines|rules|policy)",
    r"(?:the )?comments (?:below )?have (?:not )?been moderated\b.{0,40}",
    r"the views expressed in the (?:contents|comments)\b.{0,160}",
    r"(?:to (?:leave|post|make) a comment,? )?you (?:must|need to) be (?:logged|signed) in\b.{0,60}",
    r"to (?:leave|post|make) a comment\b.{0,80}\b(?:log|sign)(?:ged)? in\b.{0,40}",
    r"share or comment on this article\b.{0,160}",
    r"get involved with the news in your community",
    r"you can (?:also )?(?:get in touch|contact us)\b.{0,60}\S+@\S+\b.{0,60}",
    (
        r"if you[’'\s](?:ha)?ve (?:got )?a (?:story|tip|video|picture)\b[^“\"]{0,40}"
        r"\b(?:get in touch|e-?mail|contact)\b.{0,300}"
    ),
    (
        r"if you (?:have been|are|were) affected by this (?:story|article|issue)\b[^“\"]{0,20}"
        r"\b(?:e-?mail|contact) us\b.{0,60}"
    ),
    r"have (?:a question|an opinion)\b[^.!?“\"]{0,40}\? (?:send|write|e-?mail|ask)\b.{0,100}",
    r"(?:to )?contact us anonymously\b.{0,60}",
    # Of the house.
    r"this (?:web)?site\b[^.!?“\"]{0,60}\badheres? to\b.{0,500}",
    r"if you are dissatisfied with the response\b.{0,120}",
    r"(?:these|our) adverts (?:enable|help|allow|let)\b[^“\"]{0,160}",
    r"it is important that we\b[^.!?“\"]{0,40}\badverts\b[^“\"]{0,160}",
    r"our standards: the [^.!?“\"]{3,60}\b(?:principles|charter|code)\b.{0,20}",
    r"(?:advertisement )?[-–—]?\s*story continues(?: below)?",
    r"most (?:watched|shared|commented)\b[^.!?“\"]{0,40}",
    r"topics in this article\b.{0,100}",
    # Of accounts, and of players and posts of other sites.
    r"we need your consent to load\b.{0,80}",
    r"we use \w+(?: \w+)? to manage extra content that can set cookies\b.{0,250}",
    r"manage (?:cookie )?preferences",
    r"thank you for registering\b.{0,160}",
    r"want to bookmark your favou?rite\b.{0,200}",
    r"(?:removed from |added to )?bookmarks?(?: popover)?",
    r"by registering(?:,)? i (?:confirm|agree)\b.{0,160}",
    r"(?:this is )?(?:a|an) (?:premium|subscriber)(?:-only)? (?:article|story)",
    r"(?:choose|manage) your subscription",
    r"hello, (?:please )?(?:sign|log) in",
    r"my account",
    r"get more from [^.!?“\"]{2,60} with an? (?:\w+ )?subscription\b[^“\"]{0,100}",
    r"(?:play|watch) (?:the )?video",
    r"\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d",
    r"listen to more\b.{0,100}",
    r"click (?:here )?to (?:subscribe|sign up|listen|join|watch)\b.{0,160}",
    r"this (?:content|video|post|embed) is (?:hosted|provided) by a third party\b.{0,200}",
    r"support (?:us|our \w+)(?: (?:today|now|here))?",
    r"for the price of a (?:cup of )?coffee\b.{0,300}",
    r"newsletter offer\b.{0,200}",
    r"watch on [^.!?“\"]{2,40}\bplayer",
    r"click to share on\b.{0,60}",
    r"embed this|link copied|share (?:the )?full article|save for later|e-mail|\dx|try our new \w+",
    r"visit our ad-?blocking instructions\b.{0,40}",
)
