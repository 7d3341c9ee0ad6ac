import type { FollowUpRule } from '../../preload/entities/schedules.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import { refuseTexts } from '../automation/checks.ts';
import type { Facts } from '../automation/facts.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Audit } from '../users/audit.ts';
import type { FollowUpRunner } from './runner.ts';
import type { FollowUps, RuleWords } from './store.ts';

export function followUpHandlers({
  db,
  bus,
  audit,
  facts,
  followUps,
  runner,
  tagExists,
}: {
  db: Database;
  bus: Bus;
  audit: Audit;
  facts: Pick<Facts, 'place'>;
  followUps: FollowUps;
  runner: FollowUpRunner;
  tagExists: (tagId: number) => boolean;
}): Pick<Handlers, Extract<keyof Handlers, `followUps.${string}`>> {
  const told = (conversationIds: number[]) => bus.emit('followUps.changed', { conversationIds });

  function existing(ruleId: number): FollowUpRule {
    const rule = followUps.rule(ruleId);
    if (!rule) throw new Refusal('follow-up-rule-not-found');
    return rule;
  }

  function refuseFaults({ name, steps, tagId }: RuleWords, except?: number): void {
    if (followUps.nameTaken(name, except)) throw new Refusal('name-taken', { field: 'name' });
    if (tagId !== undefined && !tagExists(tagId)) throw new Refusal('tag-not-found', { field: 'tagId' });
    refuseTexts(steps.map(({ text }, index) => ({ field: `steps.${index}.text`, text, mayBeEmpty: false })));
  }

  return {
    'followUps.rules': () => followUps.rules(),
    'followUps.createRule'({ name, steps, onlyOpenHours, tagId }, { user }) {
      const words = { name, steps, onlyOpenHours, tagId };
      refuseFaults(words);
      const id = followUps.addRule(words);
      audit(user, 'follow-up-rule.created', { name });
      told([]);
      return { id };
    },
    'followUps.updateRule'({ ruleId, name, steps, onlyOpenHours, tagId }, { user }) {
      existing(ruleId);
      const words = { name, steps, onlyOpenHours, tagId };
      refuseFaults(words, ruleId);
      followUps.changeRule(ruleId, words);
      audit(user, 'follow-up-rule.changed', { name });
      told([]);
    },
    'followUps.removeRule'({ ruleId }, { user }) {
      const { name } = existing(ruleId);
      const ended = db.transaction('followUps.removeRule', () => {
        audit(user, 'follow-up-rule.removed', { name });
        return followUps.removeRule(ruleId);
      });
      told(ended);
    },
    'followUps.list'({ conversationId }) {
      const place = facts.place(conversationId);
      if (!place) throw new Refusal('conversation-not-found');
      return followUps.list(place.conversationId);
    },
    'followUps.start'({ conversationId, ruleId }) {
      return followUps.byId(runner.start(conversationId, existing(ruleId)))!;
    },
    'followUps.cancel'({ followUpId }) {
      const followUp = followUps.byId(followUpId);
      if (!followUp) throw new Refusal('follow-up-not-found');
      followUps.end(followUpId, 'cancelled', 'by-user');
      told([followUp.conversationId]);
    },
  };
}
