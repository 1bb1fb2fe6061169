-- The sums that sum_episode_words would have kept, at its 238 words a minute. $1 organisation.
update episodes e set word_count = b.words, reading_minutes = ceil(b.words::numeric / 238)
from (select episode_id, sum(word_count) as words from blocks where organization_id = $1 group by 1) b
where e.id = b.episode_id
