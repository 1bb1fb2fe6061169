// Made by `npm run types` from migrations/ and electron/engine/queries/. Do not edit.
export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  public: {
    Tables: {
      agent_memories: {
        Row: {
          confidence: number
          content: string
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          expires_at: string | null
          id: string
          importance: number
          organization_id: string
          project_id: string
          rev: number
          source: string
          txid: unknown
          type: Database["public"]["Enums"]["memory_type"]
          updated_at: string
          updated_by: string | null
          use_count: number
        }
        Insert: {
          confidence?: number
          content: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          expires_at?: string | null
          id?: string
          importance?: number
          organization_id: string
          project_id: string
          rev?: number
          source?: string
          txid: unknown
          type?: Database["public"]["Enums"]["memory_type"]
          updated_at?: string
          updated_by?: string | null
          use_count?: number
        }
        Update: {
          confidence?: number
          content?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          expires_at?: string | null
          id?: string
          importance?: number
          organization_id?: string
          project_id?: string
          rev?: number
          source?: string
          txid?: unknown
          type?: Database["public"]["Enums"]["memory_type"]
          updated_at?: string
          updated_by?: string | null
          use_count?: number
        }
        Relationships: [
          {
            foreignKeyName: "agent_memories_project_id_organization_id_fkey"
            columns: ["project_id", "organization_id"]
            referencedRelation: "projects"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      app_settings: {
        Row: {
          key: string
          updated_at: string
          value: NonNullable<Json>
        }
        Insert: {
          key: string
          updated_at?: string
          value: NonNullable<Json>
        }
        Update: {
          key?: string
          updated_at?: string
          value?: NonNullable<Json>
        }
        Relationships: []
      }
      audit_log: {
        Row: {
          action: string
          actor: string | null
          created_at: string
          id: string
          new_values: Json | null
          old_values: Json | null
          organization_id: string
          resource_id: string
          resource_type: string
          severity: Database["public"]["Enums"]["audit_severity"]
        }
        Insert: {
          action: string
          actor?: string | null
          created_at?: string
          id?: string
          new_values?: Json | null
          old_values?: Json | null
          organization_id: string
          resource_id: string
          resource_type: string
          severity?: Database["public"]["Enums"]["audit_severity"]
        }
        Update: {
          action?: string
          actor?: string | null
          created_at?: string
          id?: string
          new_values?: Json | null
          old_values?: Json | null
          organization_id?: string
          resource_id?: string
          resource_type?: string
          severity?: Database["public"]["Enums"]["audit_severity"]
        }
        Relationships: []
      }
      block_versions: {
        Row: {
          author: string | null
          block_id: string
          block_rev: number
          client_id: string | null
          content: string
          created_at: string
          id: string
          organization_id: string
          title: string
          updated_at: string
          is_continued: boolean | null
        }
        Insert: {
          author?: string | null
          block_id: string
          block_rev: number
          client_id?: string | null
          content: string
          created_at?: string
          id?: string
          organization_id: string
          title?: string
          updated_at?: string
        }
        Update: {
          author?: string | null
          block_id?: string
          block_rev?: number
          client_id?: string | null
          content?: string
          created_at?: string
          id?: string
          organization_id?: string
          title?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "block_versions_block_id_organization_id_fkey"
            columns: ["block_id", "organization_id"]
            referencedRelation: "blocks"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      blocks: {
        Row: {
          confidence: number | null
          content: string
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          id: string
          organization_id: string
          position: number
          reasoning: string
          rev: number
          source_urls: NonNullable<Json>
          title: string
          txid: unknown
          type: Database["public"]["Enums"]["block_type"]
          updated_at: string
          updated_by: string | null
          word_count: number
          block_fingerprint: string | null
        }
        Insert: {
          confidence?: number | null
          content?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id: string
          id?: string
          organization_id: string
          position?: number
          reasoning?: string
          rev?: number
          source_urls?: NonNullable<Json>
          title?: string
          txid: unknown
          type?: Database["public"]["Enums"]["block_type"]
          updated_at?: string
          updated_by?: string | null
          word_count?: number
        }
        Update: {
          confidence?: number | null
          content?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string
          id?: string
          organization_id?: string
          position?: number
          reasoning?: string
          rev?: number
          source_urls?: NonNullable<Json>
          title?: string
          txid?: unknown
          type?: Database["public"]["Enums"]["block_type"]
          updated_at?: string
          updated_by?: string | null
          word_count?: number
        }
        Relationships: [
          {
            foreignKeyName: "blocks_episode_id_organization_id_fkey"
            columns: ["episode_id", "organization_id"]
            referencedRelation: "episodes"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      chat_messages: {
        Row: {
          answer_reason: string | null
          answer_state: Database["public"]["Enums"]["chat_answer_state"] | null
          answers: string | null
          asked: number
          content: string
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          id: string
          metadata: NonNullable<Json>
          organization_id: string
          rev: number
          role: Database["public"]["Enums"]["chat_role"]
          session_id: string
          txid: unknown
          updated_at: string
          updated_by: string | null
          user_id: string
        }
        Insert: {
          answer_reason?: string | null
          answer_state?: Database["public"]["Enums"]["chat_answer_state"] | null
          answers?: string | null
          asked?: number
          content: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          metadata?: NonNullable<Json>
          organization_id: string
          rev?: number
          role?: Database["public"]["Enums"]["chat_role"]
          session_id: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          user_id: string
        }
        Update: {
          answer_reason?: string | null
          answer_state?: Database["public"]["Enums"]["chat_answer_state"] | null
          answers?: string | null
          asked?: number
          content?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          metadata?: NonNullable<Json>
          organization_id?: string
          rev?: number
          role?: Database["public"]["Enums"]["chat_role"]
          session_id?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chat_messages_session_id_organization_id_fkey"
            columns: ["session_id", "organization_id"]
            referencedRelation: "chat_sessions"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      chat_sessions: {
        Row: {
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string | null
          id: string
          organization_id: string
          project_id: string | null
          rev: number
          title: string
          txid: unknown
          updated_at: string
          updated_by: string | null
          user_id: string
        }
        Insert: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string | null
          id?: string
          organization_id: string
          project_id?: string | null
          rev?: number
          title?: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          user_id: string
        }
        Update: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string | null
          id?: string
          organization_id?: string
          project_id?: string | null
          rev?: number
          title?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chat_sessions_episode_id_organization_id_fkey"
            columns: ["episode_id", "organization_id"]
            referencedRelation: "episodes"
            referencedColumns: ["id", "organization_id"]
          },
          {
            foreignKeyName: "chat_sessions_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_sessions_project_id_organization_id_fkey"
            columns: ["project_id", "organization_id"]
            referencedRelation: "projects"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      chat_work: {
        Row: {
          attempt: number
          closed_attempt: number
          created_at: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          message_id: string
          next_try_at: string | null
          state: Database["public"]["Enums"]["chat_answer_state"]
        }
        Insert: {
          attempt?: number
          closed_attempt?: number
          created_at?: string
          lease_expires_at?: string | null
          lease_token?: string | null
          lease_worker?: string | null
          message_id: string
          next_try_at?: string | null
          state?: Database["public"]["Enums"]["chat_answer_state"]
        }
        Update: {
          attempt?: number
          closed_attempt?: number
          created_at?: string
          lease_expires_at?: string | null
          lease_token?: string | null
          lease_worker?: string | null
          message_id?: string
          next_try_at?: string | null
          state?: Database["public"]["Enums"]["chat_answer_state"]
        }
        Relationships: [
          {
            foreignKeyName: "chat_work_message_id_fkey"
            columns: ["message_id"]
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
        ]
      }
      episode_schedule_queue: {
        Row: {
          attempt_count: number
          attempts: NonNullable<Json>
          blocked_reason: string | null
          cancelled_by: string | null
          completed_at: string | null
          cost_gbp: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          error_details: NonNullable<Json>
          error_message: string | null
          eta_seconds: number | null
          generation_start_time: string
          id: string
          idempotency_key: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          max_attempts: number
          message: string
          next_retry_at: string | null
          organization_id: string
          percent: number
          priority: number
          progress_at: string | null
          progress_seq: number
          project_id: string
          requested_by: string | null
          result: Json | null
          rev: number
          stage: Database["public"]["Enums"]["generation_stage"]
          started_at: string | null
          status: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
          episode_limit_reached: Json | null
          public_job: Json | null
          stop_reason: string | null
        }
        Insert: {
          attempt_count?: number
          attempts?: NonNullable<Json>
          blocked_reason?: string | null
          cancelled_by?: string | null
          completed_at?: string | null
          cost_gbp?: number
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id: string
          error_details?: NonNullable<Json>
          error_message?: string | null
          eta_seconds?: number | null
          generation_start_time?: string
          id?: string
          idempotency_key: string
          lease_expires_at?: string | null
          lease_token?: string | null
          lease_worker?: string | null
          max_attempts?: number
          message?: string
          next_retry_at?: string | null
          organization_id: string
          percent?: number
          priority?: number
          progress_at?: string | null
          progress_seq?: number
          project_id: string
          requested_by?: string | null
          result?: Json | null
          rev?: number
          stage?: Database["public"]["Enums"]["generation_stage"]
          started_at?: string | null
          status?: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time?: string | null
          txid: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          attempt_count?: number
          attempts?: NonNullable<Json>
          blocked_reason?: string | null
          cancelled_by?: string | null
          completed_at?: string | null
          cost_gbp?: number
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string
          error_details?: NonNullable<Json>
          error_message?: string | null
          eta_seconds?: number | null
          generation_start_time?: string
          id?: string
          idempotency_key?: string
          lease_expires_at?: string | null
          lease_token?: string | null
          lease_worker?: string | null
          max_attempts?: number
          message?: string
          next_retry_at?: string | null
          organization_id?: string
          percent?: number
          priority?: number
          progress_at?: string | null
          progress_seq?: number
          project_id?: string
          requested_by?: string | null
          result?: Json | null
          rev?: number
          stage?: Database["public"]["Enums"]["generation_stage"]
          started_at?: string | null
          status?: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time?: string | null
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "episode_schedule_queue_episode_id_organization_id_fkey"
            columns: ["episode_id", "organization_id"]
            referencedRelation: "episodes"
            referencedColumns: ["id", "organization_id"]
          },
          {
            foreignKeyName: "episode_schedule_queue_project_id_organization_id_fkey"
            columns: ["project_id", "organization_id"]
            referencedRelation: "projects"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      episodes: {
        Row: {
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          delivered_at: string | null
          generation_attempts: number
          generation_errors: NonNullable<Json>
          generation_progress: NonNullable<Json>
          generation_started_at: string | null
          generation_time_seconds: number | null
          id: string
          idempotency_key: string | null
          organization_id: string
          project_id: string
          published_at: string | null
          published_fingerprint: string | null
          reading_minutes: number | null
          rev: number
          scheduled_for: string | null
          sequence_number: number
          sources: NonNullable<Json>
          status: Database["public"]["Enums"]["episode_status"]
          summary: string
          title: string
          txid: unknown
          updated_at: string
          updated_by: string | null
          word_count: number
        }
        Insert: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          delivered_at?: string | null
          generation_attempts?: number
          generation_errors?: NonNullable<Json>
          generation_progress?: NonNullable<Json>
          generation_started_at?: string | null
          generation_time_seconds?: number | null
          id?: string
          idempotency_key?: string | null
          organization_id: string
          project_id: string
          published_at?: string | null
          published_fingerprint?: string | null
          reading_minutes?: number | null
          rev?: number
          scheduled_for?: string | null
          sequence_number: number
          sources?: NonNullable<Json>
          status?: Database["public"]["Enums"]["episode_status"]
          summary?: string
          title?: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          word_count?: number
        }
        Update: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          delivered_at?: string | null
          generation_attempts?: number
          generation_errors?: NonNullable<Json>
          generation_progress?: NonNullable<Json>
          generation_started_at?: string | null
          generation_time_seconds?: number | null
          id?: string
          idempotency_key?: string | null
          organization_id?: string
          project_id?: string
          published_at?: string | null
          published_fingerprint?: string | null
          reading_minutes?: number | null
          rev?: number
          scheduled_for?: string | null
          sequence_number?: number
          sources?: NonNullable<Json>
          status?: Database["public"]["Enums"]["episode_status"]
          summary?: string
          title?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          word_count?: number
        }
        Relationships: [
          {
            foreignKeyName: "episodes_project_id_organization_id_fkey"
            columns: ["project_id", "organization_id"]
            referencedRelation: "projects"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      generation_request_keys: {
        Row: {
          created_at: string
          idempotency_key: string
          job_id: string
          organization_id: string
        }
        Insert: {
          created_at?: string
          idempotency_key: string
          job_id: string
          organization_id: string
        }
        Update: {
          created_at?: string
          idempotency_key?: string
          job_id?: string
          organization_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "generation_request_keys_job_id_fkey"
            columns: ["job_id"]
            referencedRelation: "episode_schedule_queue"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "generation_request_keys_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      generation_work: {
        Row: {
          blocks_before: NonNullable<Json>
          closed_attempt: number
          job_id: string
          lease_seconds: number | null
          memory_ids: string[]
          note_ids: string[]
          partial: Json | null
          status_before: Database["public"]["Enums"]["episode_status"] | null
          summary_before: string
          title_before: string
          worker_seq: number
          written_blocks: NonNullable<Json>
        }
        Insert: {
          blocks_before?: NonNullable<Json>
          closed_attempt?: number
          job_id: string
          lease_seconds?: number | null
          memory_ids?: string[]
          note_ids?: string[]
          partial?: Json | null
          status_before?: Database["public"]["Enums"]["episode_status"] | null
          summary_before: string
          title_before: string
          worker_seq?: number
          written_blocks?: NonNullable<Json>
        }
        Update: {
          blocks_before?: NonNullable<Json>
          closed_attempt?: number
          job_id?: string
          lease_seconds?: number | null
          memory_ids?: string[]
          note_ids?: string[]
          partial?: Json | null
          status_before?: Database["public"]["Enums"]["episode_status"] | null
          summary_before?: string
          title_before?: string
          worker_seq?: number
          written_blocks?: NonNullable<Json>
        }
        Relationships: [
          {
            foreignKeyName: "generation_work_job_id_fkey"
            columns: ["job_id"]
            referencedRelation: "episode_schedule_queue"
            referencedColumns: ["id"]
          },
        ]
      }
      highlights: {
        Row: {
          block_id: string
          chat_session_id: string | null
          colour: string
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          end_offset: number
          id: string
          note: string
          organization_id: string
          rev: number
          selected_text: string
          start_offset: number
          text_after: string
          text_before: string
          txid: unknown
          updated_at: string
          updated_by: string | null
          user_id: string
        }
        Insert: {
          block_id: string
          chat_session_id?: string | null
          colour?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          end_offset: number
          id?: string
          note?: string
          organization_id: string
          rev?: number
          selected_text: string
          start_offset: number
          text_after?: string
          text_before?: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          user_id: string
        }
        Update: {
          block_id?: string
          chat_session_id?: string | null
          colour?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          end_offset?: number
          id?: string
          note?: string
          organization_id?: string
          rev?: number
          selected_text?: string
          start_offset?: number
          text_after?: string
          text_before?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "highlights_block_id_organization_id_fkey"
            columns: ["block_id", "organization_id"]
            referencedRelation: "blocks"
            referencedColumns: ["id", "organization_id"]
          },
          {
            foreignKeyName: "highlights_chat_session_id_organization_id_fkey"
            columns: ["chat_session_id", "organization_id"]
            referencedRelation: "chat_sessions"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      organization_members: {
        Row: {
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          id: string
          organization_id: string
          rev: number
          role: Database["public"]["Enums"]["member_role"]
          txid: unknown
          updated_at: string
          updated_by: string | null
          user_id: string
        }
        Insert: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          organization_id: string
          rev?: number
          role?: Database["public"]["Enums"]["member_role"]
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          user_id: string
        }
        Update: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          organization_id?: string
          rev?: number
          role?: Database["public"]["Enums"]["member_role"]
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "organization_members_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "organization_members_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      organizations: {
        Row: {
          created_at: string
          daily_cost_limit_gbp: number
          deleted_at: string | null
          deleted_by: string | null
          enabled_features: NonNullable<Json>
          episode_cost_limit_gbp: number
          id: string
          name: string
          organization_id: string
          owner_id: string | null
          project_limit: number
          rev: number
          subscription_tier: Database["public"]["Enums"]["subscription_tier"]
          timezone: string
          txid: unknown
          type: Database["public"]["Enums"]["organization_type"]
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          created_at?: string
          daily_cost_limit_gbp?: number
          deleted_at?: string | null
          deleted_by?: string | null
          enabled_features?: NonNullable<Json>
          episode_cost_limit_gbp?: number
          id: string
          name: string
          organization_id: string
          owner_id?: string | null
          project_limit?: number
          rev?: number
          subscription_tier?: Database["public"]["Enums"]["subscription_tier"]
          timezone?: string
          txid: unknown
          type?: Database["public"]["Enums"]["organization_type"]
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          created_at?: string
          daily_cost_limit_gbp?: number
          deleted_at?: string | null
          deleted_by?: string | null
          enabled_features?: NonNullable<Json>
          episode_cost_limit_gbp?: number
          id?: string
          name?: string
          organization_id?: string
          owner_id?: string | null
          project_limit?: number
          rev?: number
          subscription_tier?: Database["public"]["Enums"]["subscription_tier"]
          timezone?: string
          txid?: unknown
          type?: Database["public"]["Enums"]["organization_type"]
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: []
      }
      planning_notes: {
        Row: {
          archive_after_episodes: number | null
          author_id: string | null
          content: string
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string | null
          expires_at: string | null
          id: string
          incorporated_in_episode_id: string | null
          organization_id: string
          position: number
          priority: Database["public"]["Enums"]["note_priority"]
          project_id: string
          rev: number
          scope: Database["public"]["Enums"]["note_scope"]
          status: Database["public"]["Enums"]["note_status"]
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          archive_after_episodes?: number | null
          author_id?: string | null
          content: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string | null
          expires_at?: string | null
          id?: string
          incorporated_in_episode_id?: string | null
          organization_id: string
          position?: number
          priority?: Database["public"]["Enums"]["note_priority"]
          project_id: string
          rev?: number
          scope?: Database["public"]["Enums"]["note_scope"]
          status?: Database["public"]["Enums"]["note_status"]
          txid: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          archive_after_episodes?: number | null
          author_id?: string | null
          content?: string
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          episode_id?: string | null
          expires_at?: string | null
          id?: string
          incorporated_in_episode_id?: string | null
          organization_id?: string
          position?: number
          priority?: Database["public"]["Enums"]["note_priority"]
          project_id?: string
          rev?: number
          scope?: Database["public"]["Enums"]["note_scope"]
          status?: Database["public"]["Enums"]["note_status"]
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "planning_notes_episode_id_organization_id_fkey"
            columns: ["episode_id", "organization_id"]
            referencedRelation: "episodes"
            referencedColumns: ["id", "organization_id"]
          },
          {
            foreignKeyName: "planning_notes_incorporated_in_episode_id_organization_id_fkey"
            columns: ["incorporated_in_episode_id", "organization_id"]
            referencedRelation: "episodes"
            referencedColumns: ["id", "organization_id"]
          },
          {
            foreignKeyName: "planning_notes_project_id_organization_id_fkey"
            columns: ["project_id", "organization_id"]
            referencedRelation: "projects"
            referencedColumns: ["id", "organization_id"]
          },
        ]
      }
      projects: {
        Row: {
          cadence_config: NonNullable<Json>
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          id: string
          last_episode_at: string | null
          memories: NonNullable<Json>
          next_scheduled_at: string | null
          onboarding_brief: string
          organization_id: string
          paused_at: string | null
          rev: number
          status: Database["public"]["Enums"]["project_status"]
          timezone: string
          title: string
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          cadence_config?: NonNullable<Json>
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          last_episode_at?: string | null
          memories?: NonNullable<Json>
          next_scheduled_at?: string | null
          onboarding_brief?: string
          organization_id: string
          paused_at?: string | null
          rev?: number
          status?: Database["public"]["Enums"]["project_status"]
          timezone?: string
          title: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          cadence_config?: NonNullable<Json>
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          last_episode_at?: string | null
          memories?: NonNullable<Json>
          next_scheduled_at?: string | null
          onboarding_brief?: string
          organization_id?: string
          paused_at?: string | null
          rev?: number
          status?: Database["public"]["Enums"]["project_status"]
          timezone?: string
          title?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "projects_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      sync_epoch: {
        Row: {
          id: string
          only_row: boolean
        }
        Insert: {
          id?: string
          only_row?: boolean
        }
        Update: {
          id?: string
          only_row?: boolean
        }
        Relationships: []
      }
      sync_mutations: {
        Row: {
          client_id: string
          created_at: string
          mutation_id: string
          organization_id: string
          result: string
          row_id: string
          table_name: string
          user_id: string
        }
        Insert: {
          client_id: string
          created_at?: string
          mutation_id: string
          organization_id: string
          result?: string
          row_id: string
          table_name: string
          user_id: string
        }
        Update: {
          client_id?: string
          created_at?: string
          mutation_id?: string
          organization_id?: string
          result?: string
          row_id?: string
          table_name?: string
          user_id?: string
        }
        Relationships: []
      }
      token_usage: {
        Row: {
          completion_tokens: number
          cost_gbp: number
          cost_usd: number
          created_at: string
          episode_id: string | null
          id: string
          job_id: string | null
          model: string
          operation: Database["public"]["Enums"]["ai_operation"]
          organization_id: string
          prompt_tokens: number
          total_tokens: number
          user_id: string | null
        }
        Insert: {
          completion_tokens?: number
          cost_gbp?: number
          cost_usd?: number
          created_at?: string
          episode_id?: string | null
          id?: string
          job_id?: string | null
          model: string
          operation: Database["public"]["Enums"]["ai_operation"]
          organization_id: string
          prompt_tokens?: number
          total_tokens?: never
          user_id?: string | null
        }
        Update: {
          completion_tokens?: number
          cost_gbp?: number
          cost_usd?: number
          created_at?: string
          episode_id?: string | null
          id?: string
          job_id?: string | null
          model?: string
          operation?: Database["public"]["Enums"]["ai_operation"]
          organization_id?: string
          prompt_tokens?: number
          total_tokens?: never
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "token_usage_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      token_usage_daily: {
        Row: {
          by_operation: NonNullable<Json>
          calls: number
          completion_tokens: number
          cost_gbp: number
          cost_usd: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          id: string
          organization_id: string
          prompt_tokens: number
          rev: number
          total_tokens: number
          txid: unknown
          updated_at: string
          updated_by: string | null
          usage_date: string
        }
        Insert: {
          by_operation?: NonNullable<Json>
          calls?: number
          completion_tokens?: number
          cost_gbp?: number
          cost_usd?: number
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          organization_id: string
          prompt_tokens?: number
          rev?: number
          total_tokens?: number
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          usage_date: string
        }
        Update: {
          by_operation?: NonNullable<Json>
          calls?: number
          completion_tokens?: number
          cost_gbp?: number
          cost_usd?: number
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          id?: string
          organization_id?: string
          prompt_tokens?: number
          rev?: number
          total_tokens?: number
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          usage_date?: string
        }
        Relationships: [
          {
            foreignKeyName: "token_usage_daily_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      user_events: {
        Row: {
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          event_data: NonNullable<Json>
          event_type: string
          id: string
          occurred_at: string
          organization_id: string
          rev: number
          session_id: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
          user_id: string
        }
        Insert: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          event_data?: NonNullable<Json>
          event_type: string
          id?: string
          occurred_at?: string
          organization_id: string
          rev?: number
          session_id?: string | null
          txid: unknown
          updated_at?: string
          updated_by?: string | null
          user_id: string
        }
        Update: {
          created_at?: string
          deleted_at?: string | null
          deleted_by?: string | null
          event_data?: NonNullable<Json>
          event_type?: string
          id?: string
          occurred_at?: string
          organization_id?: string
          rev?: number
          session_id?: string | null
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_events_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      users: {
        Row: {
          created_at: string
          default_organization_id: string | null
          deleted_at: string | null
          deleted_by: string | null
          email: string | null
          id: string
          name: string
          notification_preferences: NonNullable<Json>
          rev: number
          timezone: string
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          created_at?: string
          default_organization_id?: string | null
          deleted_at?: string | null
          deleted_by?: string | null
          email?: string | null
          id: string
          name?: string
          notification_preferences?: NonNullable<Json>
          rev?: number
          timezone?: string
          txid: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          created_at?: string
          default_organization_id?: string | null
          deleted_at?: string | null
          deleted_by?: string | null
          email?: string | null
          id?: string
          name?: string
          notification_preferences?: NonNullable<Json>
          rev?: number
          timezone?: string
          txid?: unknown
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      add_counts: { Args: { p_left: Json; p_right: Json }; Returns: Json }
      add_operations: { Args: { p_left: Json; p_right: Json }; Returns: Json }
      amount: {
        Args: { p_key: string; p_most: number; p_object: Json }
        Returns: number
      }
      app_setting: { Args: { p_key: string }; Returns: Json }
      audit_actor: { Args: Record<PropertyKey, never>; Returns: string }
      block_fingerprint: {
        Args: { p_block: Database["public"]["Tables"]["blocks"]["Row"] }
        Returns: string
      }
      block_pending_jobs: {
        Args: { p_at: string; p_organization_id: string }
        Returns: number
      }
      cadence_days: { Args: { p_cadence: Json }; Returns: number[] }
      cancel_generation: { Args: { p_job_id: string }; Returns: Json }
      cancel_job: {
        Args: { p_by: string; p_job_id: string }
        Returns: {
          attempt_count: number
          attempts: NonNullable<Json>
          blocked_reason: string | null
          cancelled_by: string | null
          completed_at: string | null
          cost_gbp: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          error_details: NonNullable<Json>
          error_message: string | null
          eta_seconds: number | null
          generation_start_time: string
          id: string
          idempotency_key: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          max_attempts: number
          message: string
          next_retry_at: string | null
          organization_id: string
          percent: number
          priority: number
          progress_at: string | null
          progress_seq: number
          project_id: string
          requested_by: string | null
          result: Json | null
          rev: number
          stage: Database["public"]["Enums"]["generation_stage"]
          started_at: string | null
          status: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "episode_schedule_queue"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      chat_context: {
        Args: {
          p_message: Database["public"]["Tables"]["chat_messages"]["Row"]
          p_work: Database["public"]["Tables"]["chat_work"]["Row"]
        }
        Returns: Json
      }
      checksum_bucket: { Args: { p_id: string }; Returns: string }
      checksum_hash: { Args: { p_id: string; p_rev: number }; Returns: number }
      claim_chat_messages: {
        Args: { p_lease_seconds?: number; p_limit?: number; p_worker: string }
        Returns: Json
      }
      claim_generation_jobs: {
        Args: { p_lease_seconds?: number; p_limit?: number; p_worker: string }
        Returns: Json
      }
      claimed_org_id: { Args: Record<PropertyKey, never>; Returns: string }
      cloud_version: { Args: Record<PropertyKey, never>; Returns: Json }
      complete_chat_message: {
        Args: { p_answer: Json; p_lease_token: string; p_message_id: string }
        Returns: Json
      }
      complete_generation: {
        Args: { p_job_id: string; p_lease_token: string; p_result: Json }
        Returns: Json
      }
      cost_of_day: {
        Args: { p_at: string; p_organization_id: string }
        Returns: number
      }
      current_claims: { Args: Record<PropertyKey, never>; Returns: Json }
      current_is_admin: { Args: Record<PropertyKey, never>; Returns: boolean }
      current_org_id: { Args: Record<PropertyKey, never>; Returns: string }
      current_org_role: { Args: Record<PropertyKey, never>; Returns: string }
      current_user_id: { Args: Record<PropertyKey, never>; Returns: string }
      daily_limit_reached: {
        Args: { p_at: string; p_organization_id: string }
        Returns: string
      }
      deliver_due_episodes: { Args: { p_now?: string }; Returns: Json }
      deliver_episodes_of: {
        Args: { p_now: string; p_project_id: string }
        Returns: Json
      }
      do_due_batch: {
        Args: { p_ids: string[]; p_now: string; p_work: string }
        Returns: Json
      }
      do_due_item: {
        Args: { p_id: string; p_now: string; p_work: string }
        Returns: Json
      }
      do_due_items: {
        Args: { p_ids: string[]; p_now: string; p_work: string }
        Returns: Json
      }
      do_due_part: { Args: { p_now: string; p_part: string }; Returns: Json }
      end_attempt: {
        Args: {
          p_at: string
          p_error: Json
          p_job_id: string
          p_next_retry_at: string
          p_outcome: string
          p_status: Database["public"]["Enums"]["generation_job_status"]
        }
        Returns: {
          attempt_count: number
          attempts: NonNullable<Json>
          blocked_reason: string | null
          cancelled_by: string | null
          completed_at: string | null
          cost_gbp: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          error_details: NonNullable<Json>
          error_message: string | null
          eta_seconds: number | null
          generation_start_time: string
          id: string
          idempotency_key: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          max_attempts: number
          message: string
          next_retry_at: string | null
          organization_id: string
          percent: number
          priority: number
          progress_at: string | null
          progress_seq: number
          project_id: string
          requested_by: string | null
          result: Json | null
          rev: number
          stage: Database["public"]["Enums"]["generation_stage"]
          started_at: string | null
          status: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "episode_schedule_queue"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      ends_due_work: { Args: { p_sqlstate: string }; Returns: boolean }
      ensure_membership: { Args: Record<PropertyKey, never>; Returns: Json }
      episode_limit_reached: {
        Args: {
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
        }
        Returns: Json
      }
      expire_chat_lease: {
        Args: { p_message_id: string; p_now: string }
        Returns: Json
      }
      expire_chat_leases: { Args: { p_now?: string }; Returns: Json }
      expire_lease: { Args: { p_job_id: string; p_now: string }; Returns: Json }
      expire_leases: { Args: { p_now?: string }; Returns: Json }
      fail_chat_message: {
        Args: {
          p_error: Json
          p_lease_token: string
          p_message_id: string
          p_retryable?: boolean
          p_usage?: Json
        }
        Returns: Json
      }
      fail_generation: {
        Args: {
          p_error: Json
          p_job_id: string
          p_lease_token: string
          p_retryable?: boolean
          p_usage?: Json
        }
        Returns: Json
      }
      first_instant_at: {
        Args: { p_local: string; p_timezone: string }
        Returns: string
      }
      forget_old_mutations: { Args: { p_now: string }; Returns: Json }
      generation_context: {
        Args: {
          p_at: string
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
        }
        Returns: Json
      }
      hand_out_job: {
        Args: {
          p_at: string
          p_job_id: string
          p_lease_seconds: number
          p_worker: string
        }
        Returns: Json
      }
      hand_out_message: {
        Args: {
          p_at: string
          p_lease_seconds: number
          p_message_id: string
          p_worker: string
        }
        Returns: Json
      }
      hmac_sha256: {
        Args: { p_key: string; p_message: string }
        Returns: string
      }
      install_timer: { Args: Record<PropertyKey, never>; Returns: boolean }
      is_continued: {
        Args: {
          p_version: Database["public"]["Tables"]["block_versions"]["Row"]
        }
        Returns: boolean
      }
      is_enough_for_a_claim: { Args: { p_bytes: number }; Returns: boolean }
      is_passing_error: { Args: { p_sqlstate: string }; Returns: boolean }
      lock_leased_chat: {
        Args: { p_lease_token: string; p_message_id: string }
        Returns: {
          attempt: number
          closed_attempt: number
          created_at: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          message_id: string
          next_try_at: string | null
          state: Database["public"]["Enums"]["chat_answer_state"]
        }
        SetofOptions: {
          from: "*"
          to: "chat_work"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      lock_leased_job: {
        Args: { p_job_id: string; p_lease_token: string }
        Returns: {
          attempt_count: number
          attempts: NonNullable<Json>
          blocked_reason: string | null
          cancelled_by: string | null
          completed_at: string | null
          cost_gbp: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          error_details: NonNullable<Json>
          error_message: string | null
          eta_seconds: number | null
          generation_start_time: string
          id: string
          idempotency_key: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          max_attempts: number
          message: string
          next_retry_at: string | null
          organization_id: string
          percent: number
          priority: number
          progress_at: string | null
          progress_seq: number
          project_id: string
          requested_by: string | null
          result: Json | null
          rev: number
          stage: Database["public"]["Enums"]["generation_stage"]
          started_at: string | null
          status: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "episode_schedule_queue"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      make_room_for_blocks: {
        Args: { p_episode_id: string }
        Returns: undefined
      }
      move_memories_when_many: { Args: { p_project_id: string }; Returns: Json }
      next_delivery_slot: {
        Args: { p_after: string; p_cadence: Json; p_timezone: string }
        Returns: string
      }
      oldest_protocol: { Args: Record<PropertyKey, never>; Returns: number }
      organization_day: {
        Args: { p_at: string; p_organization_id: string }
        Returns: string
      }
      organization_day_start: {
        Args: { p_day: string; p_organization_id: string }
        Returns: string
      }
      public_job: {
        Args: {
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
        }
        Returns: Json
      }
      read_audit_log: {
        Args: { p_before?: Json; p_filter?: Json; p_limit?: number }
        Returns: Json
      }
      read_token_usage: {
        Args: {
          p_before?: Json
          p_from: string
          p_limit?: number
          p_operation?: string
          p_until: string
        }
        Returns: Json
      }
      readable_columns: { Args: { p_table: string }; Returns: string }
      record_chat_usage: {
        Args: {
          p_usage: Json
          p_work: Database["public"]["Tables"]["chat_work"]["Row"]
        }
        Returns: undefined
      }
      record_closing_usage: {
        Args: {
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
          p_usage: Json
        }
        Returns: undefined
      }
      record_usage: {
        Args: {
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
          p_usage: Json
        }
        Returns: undefined
      }
      release_blocked_jobs: {
        Args: { p_now?: string; p_organization_id?: string }
        Returns: Json
      }
      release_jobs_of: {
        Args: { p_now: string; p_organization_id: string }
        Returns: Json
      }
      release_slots: { Args: { p_project_id: string }; Returns: undefined }
      renumber_blocks: { Args: { p_episode_id: string }; Returns: undefined }
      report_generation_progress: {
        Args: {
          p_eta_seconds?: number
          p_job_id: string
          p_lease_token: string
          p_message: string
          p_partial?: Json
          p_percent: number
          p_seq?: number
          p_stage: string
        }
        Returns: Json
      }
      request_generation: {
        Args: {
          p_episode_id: string
          p_idempotency_key: string
          p_priority?: number
        }
        Returns: Json
      }
      require_org_id: { Args: Record<PropertyKey, never>; Returns: string }
      require_small_context: { Args: { p_context: Json }; Returns: Json }
      retire_notes: { Args: { p_now?: string }; Returns: Json }
      retire_notes_of: {
        Args: { p_now: string; p_project_id: string }
        Returns: Json
      }
      run_due_work: { Args: { p_now?: string }; Returns: Json }
      schedule_due_episodes: { Args: { p_now?: string }; Returns: Json }
      schedule_next_episode: {
        Args: { p_now: string; p_project_id: string }
        Returns: string
      }
      schedule_project: {
        Args: { p_now: string; p_project_id: string }
        Returns: Json
      }
      schema_version: { Args: Record<PropertyKey, never>; Returns: number }
      settle_chat_failure: {
        Args: {
          p_at: string
          p_message_id: string
          p_reason: string
          p_retryable: boolean
        }
        Returns: {
          attempt: number
          closed_attempt: number
          created_at: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          message_id: string
          next_try_at: string | null
          state: Database["public"]["Enums"]["chat_answer_state"]
        }
        SetofOptions: {
          from: "*"
          to: "chat_work"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      settle_failure: {
        Args: {
          p_at: string
          p_error: Json
          p_job_id: string
          p_outcome: string
          p_retryable: boolean
        }
        Returns: {
          attempt_count: number
          attempts: NonNullable<Json>
          blocked_reason: string | null
          cancelled_by: string | null
          completed_at: string | null
          cost_gbp: number
          created_at: string
          deleted_at: string | null
          deleted_by: string | null
          episode_id: string
          error_details: NonNullable<Json>
          error_message: string | null
          eta_seconds: number | null
          generation_start_time: string
          id: string
          idempotency_key: string
          lease_expires_at: string | null
          lease_token: string | null
          lease_worker: string | null
          max_attempts: number
          message: string
          next_retry_at: string | null
          organization_id: string
          percent: number
          priority: number
          progress_at: string | null
          progress_seq: number
          project_id: string
          requested_by: string | null
          result: Json | null
          rev: number
          stage: Database["public"]["Enums"]["generation_stage"]
          started_at: string | null
          status: Database["public"]["Enums"]["generation_job_status"]
          target_delivery_time: string | null
          txid: unknown
          updated_at: string
          updated_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "episode_schedule_queue"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      slot_key: { Args: { p_slot: string }; Returns: string }
      spoken_protocol: { Args: Record<PropertyKey, never>; Returns: number }
      stop_reason: {
        Args: {
          p_job: Database["public"]["Tables"]["episode_schedule_queue"]["Row"]
        }
        Returns: string
      }
      sync_applied: { Args: { p_mutation: Json; p_row: Json }; Returns: Json }
      sync_apply_mutation: {
        Args: { p_client_id: string; p_mutation: Json }
        Returns: Json
      }
      sync_apply_run: {
        Args: { p_client_id: string; p_mutations: Json[] }
        Returns: Json[]
      }
      sync_bucket: {
        Args: {
          p_after?: string
          p_bucket: string
          p_limit?: number
          p_table: string
        }
        Returns: Json
      }
      sync_changed_tables: {
        Args: { p_org: string; p_seen: unknown; p_target: unknown }
        Returns: string[]
      }
      sync_check_mutation: { Args: { p_mutation: Json }; Returns: Json }
      sync_checksum: { Args: { p_table: string }; Returns: Json }
      sync_conflict: { Args: { p_mutation: Json; p_row: Json }; Returns: Json }
      sync_epoch: { Args: Record<PropertyKey, never>; Returns: string }
      sync_kinds: { Args: { p_mutations: Json[] }; Returns: string[] }
      sync_pull:
        | { Args: { p_cursor?: Json; p_limit?: number }; Returns: Json }
        | {
            Args: { p_as: string; p_cursor: Json; p_limit: number }
            Returns: Json
          }
      sync_push: {
        Args: { p_client_id: string; p_mutations: Json }
        Returns: Json
      }
      sync_rejected: {
        Args: {
          p_code: string
          p_hint: string
          p_message: string
          p_mutation: Json
        }
        Returns: Json
      }
      sync_row: { Args: { p_id: string; p_table: string }; Returns: Json }
      synced_tables: { Args: Record<PropertyKey, never>; Returns: string[] }
      text_fingerprint: {
        Args: {
          p_episode_id: string
          p_sources: Json
          p_summary: string
          p_title: string
        }
        Returns: string
      }
      thin_old_versions: { Args: Record<PropertyKey, never>; Returns: Json }
      try_hand_out_job: {
        Args: {
          p_at: string
          p_job_id: string
          p_lease_seconds: number
          p_worker: string
        }
        Returns: Json
      }
      try_hand_out_message: {
        Args: {
          p_at: string
          p_lease_seconds: number
          p_message_id: string
          p_worker: string
        }
        Returns: Json
      }
      usage_by_project: {
        Args: { p_from: string; p_until: string }
        Returns: Json
      }
      version_kept_for: { Args: Record<PropertyKey, never>; Returns: string }
      webhook_secret: { Args: Record<PropertyKey, never>; Returns: string }
      write_blocks: {
        Args: {
          p_blocks: Json
          p_episode: Database["public"]["Tables"]["episodes"]["Row"]
        }
        Returns: Json
      }
      zone_offset: {
        Args: { p_at: string; p_timezone: string }
        Returns: string
      }
    }
    Enums: {
      ai_operation:
        | "episode_generation"
        | "chat"
        | "research"
        | "quality_check"
        | "onboarding"
      audit_severity: "info" | "warning" | "error" | "critical"
      block_type: "MARKDOWN" | "INSIGHT" | "SIGNAL" | "SCENARIO" | "QUESTION"
      chat_answer_state: "pending" | "answering" | "answered" | "failed"
      chat_role: "user" | "assistant" | "system"
      episode_status:
        | "DRAFT"
        | "GENERATING"
        | "PARTIAL"
        | "PUBLISHED"
        | "FAILED"
      generation_job_status:
        | "pending"
        | "processing"
        | "completed"
        | "failed"
        | "cancelled"
        | "blocked"
      generation_stage:
        | "queued"
        | "research"
        | "writing"
        | "review"
        | "complete"
      member_role: "OWNER" | "ADMIN" | "MEMBER"
      memory_type: "PREFERENCE" | "CONTEXT" | "FEEDBACK" | "PATTERN"
      note_priority: "LOW" | "MEDIUM" | "HIGH" | "CRITICAL"
      note_scope:
        | "NEXT_EPISODE"
        | "GENERAL"
        | "TOPIC_REQUEST"
        | "DEPTH_ADJUSTMENT"
      note_status:
        | "pending"
        | "acknowledged"
        | "incorporated"
        | "deferred"
        | "archived"
      organization_type: "PERSONAL" | "TEAM"
      project_status: "ACTIVE" | "PAUSED" | "COMPLETED" | "ARCHIVED"
      subscription_tier: "TRIAL" | "STARTER" | "GROWTH" | "ENTERPRISE"
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      ai_operation: [
        "episode_generation",
        "chat",
        "research",
        "quality_check",
        "onboarding",
      ],
      audit_severity: ["info", "warning", "error", "critical"],
      block_type: ["MARKDOWN", "INSIGHT", "SIGNAL", "SCENARIO", "QUESTION"],
      chat_answer_state: ["pending", "answering", "answered", "failed"],
      chat_role: ["user", "assistant", "system"],
      episode_status: ["DRAFT", "GENERATING", "PARTIAL", "PUBLISHED", "FAILED"],
      generation_job_status: [
        "pending",
        "processing",
        "completed",
        "failed",
        "cancelled",
        "blocked",
      ],
      generation_stage: ["queued", "research", "writing", "review", "complete"],
      member_role: ["OWNER", "ADMIN", "MEMBER"],
      memory_type: ["PREFERENCE", "CONTEXT", "FEEDBACK", "PATTERN"],
      note_priority: ["LOW", "MEDIUM", "HIGH", "CRITICAL"],
      note_scope: [
        "NEXT_EPISODE",
        "GENERAL",
        "TOPIC_REQUEST",
        "DEPTH_ADJUSTMENT",
      ],
      note_status: [
        "pending",
        "acknowledged",
        "incorporated",
        "deferred",
        "archived",
      ],
      organization_type: ["PERSONAL", "TEAM"],
      project_status: ["ACTIVE", "PAUSED", "COMPLETED", "ARCHIVED"],
      subscription_tier: ["TRIAL", "STARTER", "GROWTH", "ENTERPRISE"],
    },
  },
} as const
